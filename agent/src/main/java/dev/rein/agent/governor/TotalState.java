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

  /** Whether it holds calls up, or would the next. */
  boolean isUsedUp(long used) {
    return phase() == Phase.INTERVENTION
        || (isEnforced() && limit() instanceof Limit.Budget && used >= max());
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
    if (other.max() != limit().max() || other.warnAt() != limit().warnAt()) {
      settledUntil = 0;
    }
    super.replace(other);
  }

  /** Adds what an earlier JVM was granted. */
  void grant(long amount) {
    base = saturatedAdd(base, amount);
  }

  /**
   * A deliverable ends a warning; the next comes half way between what is used and the limit, or
   * half a limit further where that is only watched and passed.
   */
  void settle(long used) {
    if (shownPhase() == Phase.WARNING) {
      moveTo(Phase.NORMAL);
      long left = used <= max() ? max() - used : limit().max();
      settledUntil = saturatedAdd(used, Math.max(1, left / 2 + left % 2));
    }
  }

  /** True when the phase goes back by itself: fewer are in use, or a new period has begun. */
  boolean recover(long used, long now) {
    if (limit() instanceof Limit.AtMost && phase() != Phase.NORMAL) {
      return fewer(used);
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

  private boolean fewer(long used) {
    Phase before = phase();
    if (used < warnAt()) {
      moveTo(Phase.NORMAL);
    } else if (used < max()) {
      moveTo(Phase.WARNING);
    }
    return phase() != before;
  }
}
