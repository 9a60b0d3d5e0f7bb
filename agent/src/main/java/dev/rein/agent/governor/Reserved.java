package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;

/**
 * How much of one resource of one account calls under way may still need, and the line of calls
 * that wait until those have settled. The amount is guarded by its {@link ResourceLimits}.
 */
final class Reserved {
  private final WaitingRoom line;
  private long amount;

  Reserved(NanoClock clock) {
    this.line = new WaitingRoom(clock);
  }

  /** One of its own: a call that reserves nothing is never held up by those that wait to. */
  WaitingRoom line() {
    return line;
  }

  long amount() {
    return amount;
  }

  void add(long more) {
    amount += more;
  }

  void release(long less) {
    amount = Math.max(0, amount - less);
  }

  /** Whether so much more than is used still fits, beside what is reserved. */
  boolean fits(long used, long more, long max) {
    // In this order, since the largest long stands for no bound.
    return used <= max - amount - more;
  }

  /** Whether it would fit if nothing were reserved. */
  boolean isInTheWay(long used, long more, long max) {
    return used <= max - more && !fits(used, more, max);
  }
}
