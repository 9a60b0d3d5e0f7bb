package dev.rein.it;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what shows itself to a reader only. */
final class Await {
  private static final long BOUND_SECONDS = 60;
  private static final long POLL_MILLIS = 20;

  private Await() {}

  /** Asks again and again until the answer is true; fails when it does not become so. */
  static void that(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (!isTrue(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + BOUND_SECONDS + " s: " + what);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
  }

  private static boolean isTrue(Callable<Boolean> condition) {
    try {
      return condition.call();
    } catch (Exception e) {
      throw new AssertionError("cannot tell", e);
    }
  }
}
