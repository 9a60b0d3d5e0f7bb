package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import java.time.Duration;

/** A total, or so many at once. */
final class TotalState extends LimitState {
  /** What the limit is counted on top of: all that was granted, and former periods' use. */
  private long base;

  /** From where on there is the next warning, when a deliverable has settled the first. */
  private long settledUntil;

  private long periodBegan;

  TotalState(Limit limit, boolean enforced, long now) {
    super(limit, enforced);
    this.periodBegan = now;
  }

  @Override
  long max() {
    return saturatedAdd(limit().max(), base);
  }

  /** The amount from which on something is to be told, or the largest long when nothing is. */
  long nextMark() {
    return switch (phase()) {
      case NORMAL -> warnAt();
      case WARNING -> isEnforced() ? Long.MAX_VALUE : saturatedAdd(max(), 1);
      case INTERVENTION, TERMINATION -> Long.MAX_VALUE;
    };
  }

  private long warnAt() {
    return Math.max(settledUntil, saturatedAdd(limit().warnAt(), base));
  }

  /** Gives the whole limit once more, and tells how much; only a total can be used up for good. */
  long grantAgain() {
    moveTo(Phase.NORMAL);
    if (!(limit() instanceof Limit.Budget)) {
      return 0;
    }
    long amount = Math.max(1, limit().max());
    base = saturatedAdd(base, amount);
    return amount;
  }

  /** A new amount is meant as it is: what was granted on top of the old one is gone. */
  @Override
  void replace(Limit other) {
    if (other.max() != limit().max() && !(other instanceof Limit.Budget b && b.period() != null)) {
      base = 0;
    }
    settledUntil = 0;
    super.replace(other);
  }

  /** Adds what an earlier JVM was granted. */
  void grant(long amount) {
    base = saturatedAdd(base, amount);
  }

  /** A deliverable ends a warning; the next comes half way between what is used and the limit. */
  void settle(long used) {
    if (phase() == Phase.WARNING) {
      moveTo(Phase.NORMAL);
      settledUntil = used + Math.max(1, (max() - used + 1) / 2);
    }
  }

  /** True when the phase goes back by itself: fewer are in use, or a new period has begun. */
  boolean recover(long used, long now) {
    if (limit() instanceof Limit.AtMost && phase() != Phase.NORMAL && used < warnAt()) {
      moveTo(Phase.NORMAL);
      return true;
    }
    Duration period = limit() instanceof Limit.Budget budget ? budget.period() : null;
    if (period == null || now - periodBegan < period.toNanos()) {
      return false;
    }
    periodBegan = now - (now - periodBegan) % period.toNanos();
    base = used;
    settledUntil = 0;
    moveTo(Phase.NORMAL);
    return true;
  }
}
