package dev.rein.agent.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How much of one resource one account has used, in the resource's unit.
 *
 * <p>All that is taken from a bound goes through one number, {@link #taken}. Where threads race for
 * it and the bound is far, each takes a batch at once, kept as credit in {@link Credits} of its
 * own; so {@code taken} is what was used plus the credit that is left. Near a bound nobody gets
 * credit any more and what is left is called in, so the bound is met exactly: no use passes it, and
 * none is refused before it is reached. Amounts that nothing limits are only added up.
 */
public final class Meter {
  /** Returned by {@link #tryAdd} when the bound does not allow one more. */
  public static final long EXCEEDED = -1;

  /** Returned when the next mark is far. */
  public static final long FAR = 0;

  private static final int MAX_LOOKS = 100;

  private final boolean gauge;
  private final AtomicLong taken = new AtomicLong();
  private final LongAdder amounts = new LongAdder();
  private final LongAdder denied = new LongAdder();
  private final LongAdder delayed = new LongAdder();

  /** Made when threads are first seen to race; a gauge, which goes up and down, has none. */
  private volatile @Nullable Credits credits;

  /**
   * @param gauge whether uses are given back as a rule
   */
  public Meter(boolean gauge) {
    this.gauge = gauge;
  }

  /**
   * Adds an amount if no more than {@code bound} is in use then.
   *
   * @param amount 1 or more
   * @param mark the amount from which on the caller wants to know it exactly
   * @return what is in use now, {@link #FAR} when that is less than the mark, or {@link #EXCEEDED}
   */
  public long tryAdd(long amount, long bound, long mark) {
    Credits shared = credits;
    if (shared != null) {
      if (shared.spend(amount)) {
        return FAR;
      }
      return addWithCredit(shared, amount, bound, mark);
    }
    long now = taken.get();
    if (now <= bound - amount && now < mark - amount && taken.compareAndSet(now, now + amount)) {
      return now + amount;
    }
    return addContended(amount, now, bound, mark);
  }

  /**
   * Lost a race, or is at the mark or the bound.
   *
   * @param seen what was taken when there was no credit yet
   */
  private long addContended(long amount, long seen, long bound, long mark) {
    boolean race = seen <= bound - amount && seen < mark - amount;
    // Read after what was taken: while there are none, nobody has ever taken ahead of use.
    Credits shared = race && !gauge ? sharedCredits() : credits;
    return shared == null
        ? addExactly(null, amount, bound, mark)
        : addWithCredit(shared, amount, bound, mark);
  }

  private synchronized Credits sharedCredits() {
    Credits shared = credits;
    if (shared == null) {
      shared = new Credits();
      credits = shared;
    }
    return shared;
  }

  /** Takes a batch when there is enough left for every thread to do so, else exactly the amount. */
  private long addWithCredit(Credits shared, long amount, long bound, long mark) {
    long now = taken.get();
    long batch = shared.batch(amount, Math.min(bound, mark) - now);
    if (batch > amount) {
      shared.beginMove();
      try {
        if (taken.compareAndSet(now, now + batch)) {
          shared.deposit(batch - amount);
          return FAR;
        }
      } finally {
        shared.endMove();
      }
    }
    return addExactly(shared, amount, bound, mark);
  }

  /** Where it matters, at the mark and at the bound, first waits until no credit is about. */
  private long addExactly(@Nullable Credits shared, long amount, long bound, long mark) {
    while (true) {
      if (shared != null) {
        callIn(shared);
      }
      long moves = shared == null ? 0 : shared.moves();
      long now = taken.get();
      if ((now > bound - amount || now >= mark - amount) && !isSettled(shared, moves)) {
        // Somebody is between taking a batch and having it, for a few instructions.
        Thread.onSpinWait();
      } else if (now > bound - amount) {
        return EXCEEDED;
      } else if (taken.compareAndSet(now, now + amount)) {
        return now + amount;
      }
    }
  }

  private static boolean isSettled(@Nullable Credits shared, long moves) {
    return shared == null || (shared.isEmpty() && !shared.hasMovedSince(moves));
  }

  private void callIn(Credits shared) {
    if (!shared.isEmpty()) {
      shared.beginMove();
      taken.addAndGet(-shared.withdrawAll());
      shared.endMove();
    }
  }

  /**
   * Calls in what threads have taken ahead of use. To be called when a bound or mark is nearer than
   * it was, after everybody can read it; a call that goes by the former one calls it too.
   */
  public void recall() {
    Credits shared = credits;
    if (shared != null) {
      callIn(shared);
    }
  }

  /** Takes uses back; of a gauge, those from before Rein was there are not counted below zero. */
  public void giveBack(long amount) {
    if (gauge) {
      long now;
      do {
        now = taken.get();
      } while (!taken.compareAndSet(now, Math.max(0, now - amount)));
    } else {
      taken.addAndGet(-amount);
    }
  }

  /** Sets a gauge that is measured, not counted. */
  public void set(long value) {
    taken.set(value);
  }

  /** Adds an amount that nothing limits. */
  public void add(long amount) {
    amounts.add(amount);
  }

  /**
   * Adds an amount that counts against a limit, whether it passes that or not.
   *
   * @param mark the amount from which on the caller wants to know it exactly
   * @return what has been used in all, or {@link #FAR} when that is less than the mark
   */
  public long addAmount(long amount, long mark) {
    Credits shared = credits;
    if (shared != null) {
      if (shared.spend(amount)) {
        return FAR;
      }
      long unlimited = amounts.sum();
      return withUnlimited(
          addWithCredit(shared, amount, Long.MAX_VALUE, mark - unlimited), unlimited);
    }
    long now = taken.get();
    if (now <= Long.MAX_VALUE - amount && taken.compareAndSet(now, now + amount)) {
      return now + amount + amounts.sum();
    }
    return addAmountContended(amount, mark);
  }

  private long addAmountContended(long amount, long mark) {
    long unlimited = amounts.sum();
    return withUnlimited(
        addWithCredit(sharedCredits(), amount, Long.MAX_VALUE, mark - unlimited), unlimited);
  }

  /** An amount that does not fit any more has at least reached every mark. */
  private static long withUnlimited(long known, long unlimited) {
    if (known == EXCEEDED) {
      return Long.MAX_VALUE;
    }
    return known == FAR ? FAR : known + unlimited;
  }

  /** What has been used in all, or for a gauge, what is in use now. */
  public long used() {
    Credits shared = credits;
    return (shared == null ? taken.get() : takenAndSpent(shared)) + amounts.sum();
  }

  private long takenAndSpent(Credits shared) {
    long spent = 0;
    // Under a storm of moves the last look must do; it is off by a batch at most.
    for (int look = 0; look < MAX_LOOKS; look++) {
      long moves = shared.moves();
      spent = taken.get() - shared.sum();
      if (!shared.hasMovedSince(moves)) {
        break;
      }
    }
    return spent;
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
