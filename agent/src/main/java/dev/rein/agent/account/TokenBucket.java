package dev.rein.agent.account;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So much of something in a window of time, evenly refilled, and a burst of it after a time without
 * use. Lock-free, and exact however many threads race.
 *
 * <p>By the time {@code t} after the start the bucket has brought {@code a(t) = floor(t * amount /
 * window)}, computed anew each time, so nothing is lost or gained by rounding. One number tells
 * all: how much has been used, where what ran over the rim while nobody drew counts as used. An
 * amount may be taken while {@code used + amount <= a(t) + burst}.
 */
public final class TokenBucket {
  /** No amount counts for more; so sums of two stay below the largest long. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private final long amount;
  private final long windowNanos;
  private final long burst;
  private final long start;
  private final AtomicLong used = new AtomicLong();

  /**
   * A full bucket.
   *
   * @param amount what each window brings, 1 or more
   * @param windowNanos length of the window, 1 or more
   * @param burst what the bucket holds, 1 or more
   * @param now a moment of the clock that all other calls tell the time by
   */
  public TokenBucket(long amount, long windowNanos, long burst, long now) {
    this.amount = amount;
    this.windowNanos = windowNanos;
    this.burst = burst;
    this.start = now;
  }

  /** Takes an amount, or nothing when there is not as much; more than the burst when it is full. */
  public boolean tryTake(long wanted, long now) {
    long brought = brought(now);
    while (true) {
      long before = used.get();
      long base = Math.max(before, brought);
      if (base + Math.min(wanted, burst) > brought + burst) {
        return false;
      }
      if (used.compareAndSet(before, sum(base, wanted))) {
        return true;
      }
    }
  }

  /** Takes an amount that is used already, whether it is there or not. */
  public void take(long wanted, long now) {
    long brought = brought(now);
    long before;
    do {
      before = used.get();
    } while (!used.compareAndSet(before, sum(Math.max(before, brought), wanted)));
  }

  private static long sum(long base, long wanted) {
    return Math.min(MOST, base + Math.min(MOST, wanted));
  }

  /** Puts an amount back that was not used after all. */
  public void giveBack(long unused) {
    used.addAndGet(-unused);
  }

  /** How much may be taken at once; below zero when more was used than there was. */
  public long available(long now) {
    long brought = brought(now);
    return brought + burst - Math.max(used.get(), brought);
  }

  /** Nanoseconds until an amount may be taken if nobody else takes any; 0 when it may now. */
  public long nanosUntil(long wanted, long now) {
    long brought = brought(now);
    long missing = Math.max(used.get(), brought) + Math.min(wanted, burst) - burst;
    if (missing <= brought) {
      return 0;
    }
    // The first moment by which so much has been brought: the ceiling.
    long windows = missing / amount;
    long rest = missing % amount;
    long at = windows * windowNanos + scaledUp(rest);
    return Math.max(1, at - (now - start));
  }

  private long brought(long now) {
    long elapsed = Math.max(0, now - start);
    return elapsed / windowNanos * amount + scaled(elapsed % windowNanos, amount, windowNanos);
  }

  private long scaledUp(long rest) {
    long floor = scaled(rest, windowNanos, amount);
    boolean whole = scaled(floor, amount, windowNanos) >= rest;
    return whole ? floor : floor + 1;
  }

  /** {@code value * by / per}, rounded down; within one of it where the product passes 63 bits. */
  private static long scaled(long value, long by, long per) {
    long high = Math.multiplyHigh(value, by);
    long low = value * by;
    return high == 0 && low >= 0 ? low / per : (long) ((double) value * by / per);
  }
}
