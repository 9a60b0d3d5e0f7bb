package dev.rein.it;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what shows itself to a reader only. */
final class Await {
  private static final long BOUND_SECONDS = 60;
  private static final long POLL_MILLIS = 20;

  private Await() {}

  /**
   * Asks again and again until the answer is true; fails when it does not become so. What cannot be
   * told yet, as there is nothing to look at, is not true yet.
   */
  static void that(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (true) {
      AssertionError missing = null;
      try {
        if (condition.call()) {
          return;
        }
      } catch (AssertionError notThereYet) {
        missing = notThereYet;
      } catch (Exception e) {
        throw new AssertionError("cannot tell", e);
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + BOUND_SECONDS + " s: " + what, missing);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
    }
  }
}
