package dev.rein.agent.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * So much of something in a window of time, evenly refilled, and a burst of it after a time without
 * use. Lock-free, and exact however many threads race.
 *
 * <p>The bucket has been full at a moment. By the time {@code t} after it has brought {@code a(t) =
 * floor(t * amount / window)}, computed anew each time, so nothing is lost or gained by rounding.
 * One number tells the rest: how much has been used since. An amount may be taken while {@code used
 * + amount <= a(t) + burst}. Who finds the bucket full again, that is {@code used <= a(t)}, begins
 * anew from that moment: what ran over the rim is gone, down to the last part of a whole one.
 */
public final class TokenBucket {
  /** No amount counts for more; so sums of two stay below the largest long. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private static final AtomicReferenceFieldUpdater<TokenBucket, Filling> FILLING =
      AtomicReferenceFieldUpdater.newUpdater(TokenBucket.class, Filling.class, "filling");

  private final long amount;
  private final long windowNanos;
  private final long burst;
  private volatile Filling filling;

  /** The time since the bucket was full. */
  private static final class Filling {
    private final long since;

    /** What has been used; below zero once it is over, then {@link #end} has the moment. */
    private final AtomicLong used = new AtomicLong();

    Filling(long since) {
      this.since = since;
    }

    long elapsed(long now) {
      return Math.max(0, now - since);
    }

    /** The bucket is full at this moment; false when there was a use or an end meanwhile. */
    boolean tryEnd(long usedBefore, long now) {
      return used.compareAndSet(usedBefore, Long.MIN_VALUE + elapsed(now));
    }

    static boolean isOver(long used) {
      return used < 0;
    }

    /** When the bucket was full again. */
    long end() {
      return since + (used.get() - Long.MIN_VALUE);
    }
  }

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
    this.filling = new Filling(now);
  }

  /** Takes an amount, or nothing when there is not as much; more than the burst when it is full. */
  public boolean tryTake(long wanted, long now) {
    while (true) {
      Filling current = current(now);
      long before = current.used.get();
      if (Filling.isOver(before)) {
        continue;
      }
      if (before + Math.min(wanted, burst) > brought(current, now) + burst) {
        return false;
      }
      if (current.used.compareAndSet(before, sum(before, wanted))) {
        return true;
      }
    }
  }

  /** Takes an amount that is used already, whether it is there or not. */
  public void take(long wanted, long now) {
    while (true) {
      Filling current = current(now);
      long before = current.used.get();
      if (!Filling.isOver(before) && current.used.compareAndSet(before, sum(before, wanted))) {
        return;
      }
    }
  }

  private static long sum(long base, long wanted) {
    return Math.min(MOST, base + Math.min(MOST, wanted));
  }

  /** Puts an amount back that was not used after all; what a full bucket cannot hold is gone. */
  public void giveBack(long unused) {
    AtomicLong used = filling.used;
    long before;
    do {
      before = used.get();
    } while (!Filling.isOver(before) && !used.compareAndSet(before, Math.max(0, before - unused)));
  }

  /** How much may be taken at once; below zero when more was used than there was. */
  public long available(long now) {
    Filling current = filling;
    long used = current.used.get();
    return Filling.isOver(used) ? burst : Math.min(burst, brought(current, now) + burst - used);
  }

  /** Nanoseconds until an amount may be taken if nobody else takes any; 0 when it may now. */
  public long nanosUntil(long wanted, long now) {
    Filling current = filling;
    long used = current.used.get();
    long missing = used + Math.min(wanted, burst) - burst;
    if (Filling.isOver(used) || missing <= brought(current, now)) {
      return 0;
    }
    // The first moment by which so much has been brought: the ceiling.
    long windows = missing / amount;
    long rest = missing % amount;
    long at = windows * windowNanos + scaledUp(rest);
    return Math.max(1, at - (now - current.since));
  }

  /** The filling that goes on now; another one than before when the bucket is full. */
  private Filling current(long now) {
    while (true) {
      Filling current = filling;
      long used = current.used.get();
      if (!Filling.isOver(used)) {
        boolean full = used <= brought(current, now) && current.elapsed(now) > 0;
        if (!full) {
          return current;
        }
        if (!current.tryEnd(used, now)) {
          continue;
        }
      }
      // Whoever sees that it is over helps, so that nobody has to wait for whom ended it.
      boolean unused = FILLING.compareAndSet(this, current, new Filling(current.end()));
    }
  }

  private long brought(Filling current, long now) {
    long elapsed = current.elapsed(now);
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
