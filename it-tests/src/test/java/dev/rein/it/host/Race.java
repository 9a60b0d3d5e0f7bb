package dev.rein.it.host;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Many calls at the same time. */
final class Race {
  private final Method action;
  private final int threads;
  private final int count;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger wentWell = new AtomicInteger();
  private final CountDownLatch start = new CountDownLatch(1);

  Race(Method action, int threads, int count) {
    this.action = action;
    this.threads = threads;
    this.count = count;
  }

  /** Returns {@code ok=N failed=M}. */
  String run(IntFunction<Work> work) throws InterruptedException {
    List<Thread> racers = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread racer = new Thread(() -> race(work));
      racer.start();
      racers.add(racer);
    }
    start.countDown();
    for (Thread racer : racers) {
      racer.join();
    }
    int failed = calls.get() - wentWell.get();
    return "ok=" + wentWell.get() + " failed=" + failed;
  }

  private void race(IntFunction<Work> work) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (int i = 0; i < count; i++) {
      if (Outcome.of(action, work.apply(calls.getAndIncrement())).equals("ok")) {
        wentWell.incrementAndGet();
      }
    }
  }
}
