package dev.rein.agent.ledger;

import java.util.concurrent.TimeUnit;

/** When the writer next asks for counters: soon while something happens, ever later while not. */
final class Pace {
  private static final long FASTEST = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long SLOWEST = TimeUnit.SECONDS.toNanos(5);

  private long interval = FASTEST;
  private long next;

  Pace(long now) {
    next = now;
  }

  boolean isDue(long now) {
    return next - now <= 0;
  }

  long nanosLeft(long now) {
    return next - now;
  }

  /** After a tick. */
  void ticked(long now, boolean changed) {
    interval = changed ? FASTEST : Math.min(interval * 2, SLOWEST);
    next = now + interval;
  }

  /** An event often comes with counters. */
  void stirred(long now) {
    interval = FASTEST;
    next = Math.min(next - now, FASTEST) + now;
  }
}
