package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;

/** How far one limit of one account is used up. Guarded by its {@link ResourceLimits}. */
final class LimitState {
  private final Limit limit;
  private final boolean enforced;
  private long granted;
  private Phase phase = Phase.NORMAL;

  LimitState(Limit limit, boolean enforced) {
    this.limit = limit;
    this.enforced = enforced && limit.then().enforces();
  }

  Limit limit() {
    return limit;
  }

  Phase phase() {
    return phase;
  }

  boolean isEnforced() {
    return enforced;
  }

  /** The last amount that is allowed by now: the limit and what was granted on top of it. */
  long max() {
    return saturatedAdd(limit.max(), granted);
  }

  /** The amount from which on something is to be told, or the largest long when nothing is. */
  long nextMark() {
    return switch (phase) {
      case NORMAL -> warnAt();
      case WARNING -> enforced ? Long.MAX_VALUE : saturatedAdd(max(), 1);
      case INTERVENTION, TERMINATION -> Long.MAX_VALUE;
    };
  }

  long warnAt() {
    return saturatedAdd(limit.warnAt(), granted);
  }

  void moveTo(Phase next) {
    phase = next;
  }

  /** Gives the whole limit once more; only a total can be used up for good. */
  void grantAgain() {
    if (limit instanceof Limit.Budget) {
      granted = saturatedAdd(granted, Math.max(1, limit.max()));
    }
    phase = Phase.NORMAL;
  }

  /** A number at once goes down by itself, and with it the phase. */
  boolean recover(long used) {
    if (limit instanceof Limit.AtMost && phase != Phase.NORMAL && used < warnAt()) {
      phase = Phase.NORMAL;
      return true;
    }
    return false;
  }

  private static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
