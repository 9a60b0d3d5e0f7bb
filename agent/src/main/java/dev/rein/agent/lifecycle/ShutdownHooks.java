package dev.rein.agent.lifecycle;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The program's own shutdown hooks, as far as they run: they may be about to stop things. */
final class ShutdownHooks {
  /** Programs have a few; only the first are waited for. */
  private static final int MOST = 1_000;

  private final Queue<Thread> running = new ConcurrentLinkedQueue<>();

  void add(Thread hook) {
    if (running.size() < MOST) {
      running.add(hook);
    }
  }

  /** Returns when they have ended, or that time is over. */
  void await(Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    try {
      for (Thread hook = running.poll(); hook != null; hook = running.poll()) {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return;
        }
        hook.join(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
