package dev.rein.agent.governor;

import dev.rein.agent.account.TokenBucket;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;

/** So much in a window of time. */
final class RateState extends LimitState {
  /** Read on the hot path without the lock. */
  private volatile TokenBucket bucket;

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

  void replace(Limit.Rate other, long now) {
    replace(other);
    bucket = bucket(other, now);
  }

  @Override
  long max() {
    return limit().max();
  }

  /** True when the phase goes back by itself: there is something to take again. */
  boolean recover(long now) {
    if (phase() != Phase.NORMAL && bucket.available(now) >= 1) {
      moveTo(Phase.NORMAL);
      return true;
    }
    return false;
  }
}
