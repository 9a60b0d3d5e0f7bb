package dev.rein.agent.control;

/** How often something may happen: evenly, with some at once after a quiet time. One thread. */
final class Pace {
  private final long nanosEach;
  private final long nanosAhead;
  private long due;

  /**
   * @param perSecond both in the long run and at once
   */
  Pace(int perSecond, long nanoTime) {
    this.nanosEach = 1_000_000_000L / perSecond;
    this.nanosAhead = nanosEach * perSecond;
    this.due = nanoTime;
  }

  /** Takes note of one more, and tells how long to wait before it. */
  long next(long nanoTime) {
    long wait = Math.max(due - nanoTime, -nanosAhead) + nanosEach;
    due = nanoTime + wait;
    return Math.max(0, wait);
  }
}
