package dev.rein.agent.account;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So much of something in a window of time, evenly refilled, and a burst of it after a time without
 * use. Lock-free, and exact however many threads race.
 *
 * <p>All is counted in parts of one, so many that each nanosecond brings a whole number of them: by
 * the time {@code t} after the start {@code a(t) = t * amount / window}, computed anew each time,
 * so nothing is lost or gained by rounding. One number tells all: how much has been used, where
 * what ran over the rim while nobody drew counts as used. An amount may be taken while {@code used
 * + amount <= a(t) + burst}.
 *
 * <p>Ten years of some amounts, such as 123456789 a second, do not fit a long in such parts. Of
 * those a part is a little more than what a tenth of a nanosecond brings, {@code a(t)} is rounded
 * down, and after a full bucket the next one may come early by less than a part.
 */
public final class TokenBucket {
  /** No number of parts counts for more; so sums of two stay below the largest long. */
  private static final long MOST = Long.MAX_VALUE / 4;

  private static final double TEN_YEARS = 10 * 365.25 * 24 * 60 * 60 * 1e9;

  private final long parts;
  private final long burst;
  private final long start;

  /** In {@link #period} nanoseconds come so many parts. */
  private final long inPeriod;

  private final long period;
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
    BigInteger window = BigInteger.valueOf(windowNanos);
    long common = window.gcd(BigInteger.valueOf(amount)).longValue();
    long exact = windowNanos / common;
    double most = MOST / Math.max((double) burst, TEN_YEARS * amount / windowNanos);
    this.parts = exact <= most ? exact : divisor(exact, most);
    this.inPeriod = amount / common;
    this.period = exact / parts;
    this.burst = inParts(burst);
    this.start = now;
  }

  /** A large one of a window's divisors; a window is a round number, so there are many. */
  private static long divisor(long whole, double most) {
    long divisor = 1;
    for (int prime : new int[] {2, 3, 5}) {
      while (divisor * prime <= most && whole % (divisor * prime) == 0) {
        divisor *= prime;
      }
    }
    return divisor;
  }

  private long inParts(long wanted) {
    return wanted > MOST / parts ? MOST : wanted * parts;
  }

  /** Takes an amount, or nothing when there is not as much; more than the burst when it is full. */
  public boolean tryTake(long wanted, long now) {
    long needed = inParts(wanted);
    long brought = brought(now);
    while (true) {
      long before = used.get();
      long base = Math.max(before, brought);
      if (base + Math.min(needed, burst) > brought + burst) {
        return false;
      }
      if (used.compareAndSet(before, sum(base, needed))) {
        return true;
      }
    }
  }

  /** Takes an amount that is used already, whether it is there or not. */
  public void take(long wanted, long now) {
    long needed = inParts(wanted);
    long brought = brought(now);
    long before;
    do {
      before = used.get();
    } while (!used.compareAndSet(before, sum(Math.max(before, brought), needed)));
  }

  private static long sum(long base, long needed) {
    return Math.min(MOST, base + needed);
  }

  /** Puts an amount back that was not used after all. */
  public void giveBack(long unused) {
    used.addAndGet(-inParts(unused));
  }

  /** How much may be taken at once; below zero when more was used than there was. */
  public long available(long now) {
    long brought = brought(now);
    return Math.floorDiv(brought + burst - Math.max(used.get(), brought), parts);
  }

  /** Nanoseconds until an amount may be taken if nobody else takes any; 0 when it may now. */
  public long nanosUntil(long wanted, long now) {
    long brought = brought(now);
    long missing = Math.max(used.get(), brought) + Math.min(inParts(wanted), burst) - burst;
    if (missing <= brought) {
      return 0;
    }
    // The first moment by which so much has been brought: the ceiling.
    long at = missing / inPeriod * period + scaledUp(missing % inPeriod);
    return Math.max(1, at - (now - start));
  }

  private long brought(long now) {
    long elapsed = Math.max(0, now - start);
    return elapsed / period * inPeriod + scaled(elapsed % period, inPeriod, period);
  }

  private long scaledUp(long rest) {
    long floor = scaled(rest, period, inPeriod);
    boolean whole = scaled(floor, inPeriod, period) >= rest;
    return whole ? floor : floor + 1;
  }

  /** {@code value * by / per}, rounded down; within one of it where the product passes 63 bits. */
  private static long scaled(long value, long by, long per) {
    long high = Math.multiplyHigh(value, by);
    long low = value * by;
    return high == 0 && low >= 0 ? low / per : (long) ((double) value * by / per);
  }
}
