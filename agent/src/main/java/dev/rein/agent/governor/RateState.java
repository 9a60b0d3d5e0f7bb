package dev.rein.agent.governor;

import dev.rein.agent.account.TokenBucket;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;

/** So much in a window of time. */
final class RateState extends LimitState {
  /** Read on the hot path without the lock. */
  private volatile TokenBucket bucket;

  /** Whether it has been passed since all was normal; only of one that is not enforced. */
  private volatile boolean overrun;

  private volatile boolean untold;

  RateState(Limit.Rate limit, boolean enforced, long now) {
    super(limit, enforced);
    this.bucket = bucket(limit, now);
  }

  private static TokenBucket bucket(Limit.Rate limit, long now) {
    return new TokenBucket(limit.max(), limit.window().toNanos(), limit.burst(), now);
  }

  TokenBucket bucket() {
    return bucket;
  }

  /** On the hot path: a call has passed it, since it is only watched. */
  void overrun() {
    if (!overrun) {
      overrun = true;
      untold = true;
    }
  }

  boolean isUntold() {
    return untold;
  }

  @Override
  void moveTo(Phase next) {
    super.moveTo(next);
    untold = false;
    if (next == Phase.NORMAL) {
      overrun = false;
    }
  }

  void replace(Limit.Rate other, long now) {
    replace(other);
    bucket = bucket(other, now);
  }

  /** Fills the bucket where the limit waits for a person, who has said to go on. */
  boolean refill(long now) {
    if (!isEnforced() || limit().then() != Action.PAUSE || bucket.available(now) >= 1) {
      return false;
    }
    bucket = bucket((Limit.Rate) limit(), now);
    moveTo(Phase.NORMAL);
    return true;
  }

  @Override
  long max() {
    return limit().max();
  }

  /** Whether all is used that there is, until the phase has gone back. */
  boolean isOverdrawn(long now) {
    return phase() == Phase.INTERVENTION || bucket.available(now) < 1;
  }

  /**
   * True when the phase goes back by itself: half of what may be used at once is there again. At
   * the first token it would go to and fro with every call.
   */
  boolean recover(long now) {
    long half = ((Limit.Rate) limit()).burst() / 2;
    if (phase() != Phase.NORMAL && bucket.available(now) >= Math.max(1, half)) {
      moveTo(Phase.NORMAL);
      return true;
    }
    return false;
  }
}
