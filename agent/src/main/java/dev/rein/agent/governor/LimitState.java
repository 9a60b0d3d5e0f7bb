package dev.rein.agent.governor;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How far one limit of one account is used up. Guarded by its {@link ResourceLimits}. */
abstract sealed class LimitState permits TotalState, RateState, ThresholdState {
  private final boolean enforced;
  private Limit limit;
  private Phase phase = Phase.NORMAL;

  /** How many calls wait for a person to let them past it. */
  private int asking;

  /**
   * @param enforced whether limits are held, and not only watched
   */
  LimitState(Limit limit, boolean enforced) {
    this.limit = limit;
    this.enforced = enforced && limit.then().enforces();
  }

  static LimitState of(Limit limit, boolean enforced, long now) {
    if (limit instanceof Limit.Rate rate) {
      return new RateState(rate, enforced, now);
    } else if (limit instanceof Limit.Threshold threshold) {
      return new ThresholdState(threshold, enforced);
    }
    return new TotalState(limit, enforced, now);
  }

  Limit limit() {
    return limit;
  }

  /** Puts another amount in the place of the limit's. */
  void replace(Limit other) {
    limit = other;
  }

  Phase phase() {
    return phase;
  }

  void moveTo(Phase next) {
    phase = next;
  }

  /** A call asks a person to let it past. */
  void beginAsk() {
    asking++;
  }

  /** A person has answered, or need not any more; then only a warning is left. */
  void endAsk() {
    asking--;
    if (asking == 0 && phase == Phase.INTERVENTION) {
      moveTo(Phase.WARNING);
    }
  }

  /** Whether calls past the limit are held up or refused. */
  boolean isEnforced() {
    return enforced;
  }

  /** The phase that shows: a limit that is not enforced leads to a warning at most. */
  Phase shownPhase() {
    return phase == Phase.INTERVENTION && !enforced ? Phase.WARNING : phase;
  }

  /** The last amount that is allowed by now: the limit, and what was granted on top of it. */
  abstract long max();

  /** True when a call past the limit ends by waiting in line. */
  boolean letsWait() {
    return enforced && limit.then() == Action.THROTTLE;
  }

  /** Whether this stands for the same limit, so that it may go on where another policy has it. */
  boolean isFor(Limit other, boolean otherEnforced) {
    return enforced == (otherEnforced && other.then().enforces()) && isSame(limit, other);
  }

  /** Whether two limits of one resource are the same, wherever they stand. */
  static boolean isSame(Limit one, Limit other) {
    if (one instanceof Limit.Rate rate
        && other instanceof Limit.Rate otherRate
        && (!rate.window().equals(otherRate.window()) || rate.burst() != otherRate.burst())) {
      return false;
    }
    if (one instanceof Limit.Threshold threshold
        && other instanceof Limit.Threshold otherThreshold
        && (!threshold.sustain().equals(otherThreshold.sustain())
            || !threshold.commands().equals(otherThreshold.commands()))) {
      return false;
    }
    return one.resource().equals(other.resource())
        && one.kind().equals(other.kind())
        && one.max() == other.max()
        && one.warnAt() == other.warnAt()
        && one.then() == other.then()
        && Objects.equals(periodOf(one), periodOf(other));
  }

  private static @Nullable Duration periodOf(Limit limit) {
    return limit instanceof Limit.Budget budget ? budget.period() : null;
  }

  static long saturatedAdd(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? Long.MAX_VALUE : sum;
  }
}
