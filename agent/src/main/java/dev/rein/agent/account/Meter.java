package dev.rein.agent.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much of one resource one account has used, in the resource's unit. Single uses are counted
 * exactly, against a bound; amounts such as bytes are added without looking, by striped counters.
 */
public final class Meter {
  /** Returned by {@link #tryAdd} when the bound does not allow one more. */
  public static final long EXCEEDED = -1;

  private final AtomicLong uses = new AtomicLong();
  private final LongAdder amounts = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder delayed = new LongAdder();

  /**
   * Adds one use if no more than {@code bound} are in use then.
   *
   * @return what is in use now, or {@link #EXCEEDED}
   */
  public long tryAdd(long bound) {
    while (true) {
      long now = uses.get();
      if (now >= bound) {
        return EXCEEDED;
      }
      if (uses.compareAndSet(now, now + 1)) {
        return now + 1;
      }
    }
  }

  /** Takes one use back; a use from before Rein was there is not counted below zero. */
  public void giveBack() {
    uses.updateAndGet(now -> Math.max(0, now - 1));
  }

  /** Adds an amount. */
  public void add(long amount) {
    amounts.add(amount);
  }

  /**
   * Adds an amount that counts against a limit: dearer than {@link #add} when threads race.
   *
   * @return what has been used in all
   */
  public long addAndGet(long amount) {
    return uses.addAndGet(amount) + amounts.sum();
  }

  /** What has been used in all, or for a gauge, what is in use now. */
  public long used() {
    return uses.get() + amounts.sum();
  }

  /** Records that a call was refused. */
  public void addDenied() {
    denied.increment();
  }

  /** Records that a call was held up. */
  public void addDelayed() {
    delayed.increment();
  }

  /** Calls refused. */
  public long denied() {
    return denied.sum();
  }

  /** Calls held up. */
  public long delayed() {
    return delayed.sum();
  }
}
