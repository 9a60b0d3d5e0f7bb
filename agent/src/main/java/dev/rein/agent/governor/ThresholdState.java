package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;

/** A threshold on a gauge; looked at by time, not by calls. */
final class ThresholdState extends LimitState {
  /** What a look at the gauge has changed. */
  enum Change {
    NONE,
    /** The warning value is reached. */
    NEARED,
    /** The gauge is back on this side of the warning value. */
    EASED,
    /** The threshold is passed, and has been for as long as it says. */
    PASSED,
    /** The gauge has been back for the cool-down. */
    BACK
  }

  private long pastSince;
  private boolean past;
  private long backSince;
  private boolean back;

  ThresholdState(Limit.Threshold limit, boolean enforced) {
    super(limit, enforced);
  }

  @Override
  long max() {
    return limit().max();
  }

  private Limit.Threshold threshold() {
    return (Limit.Threshold) limit();
  }

  /** Another threshold has to be passed for as long from now on. */
  @Override
  void replace(Limit other) {
    past &= other.max() == limit().max();
    super.replace(other);
  }

  /** Compares the gauge with the threshold. */
  Change look(long value, long now) {
    Limit.Threshold threshold = threshold();
    boolean passed = threshold.isPassedBy(value);
    if (phase() == Phase.INTERVENTION) {
      back &= !passed;
      return passed ? Change.NONE : lookBack(value, now);
    }
    if (passed && isSustained(now)) {
      moveTo(Phase.INTERVENTION);
      return Change.PASSED;
    }
    past = passed;
    boolean near = threshold.isNearedBy(value);
    boolean warned = phase() == Phase.WARNING;
    moveTo(near ? Phase.WARNING : Phase.NORMAL);
    if (near == warned) {
      return Change.NONE;
    }
    return near ? Change.NEARED : Change.EASED;
  }

  private boolean isSustained(long now) {
    if (!past) {
      pastSince = now;
    }
    return now - pastSince >= threshold().sustain().toNanos();
  }

  private Change lookBack(long value, long now) {
    if (!back) {
      back = true;
      backSince = now;
    }
    if (now - backSince < threshold().coolDown().toNanos()) {
      return Change.NONE;
    }
    back = false;
    past = false;
    moveTo(threshold().isNearedBy(value) ? Phase.WARNING : Phase.NORMAL);
    return Change.BACK;
  }

  /** A person lets the account go on: the threshold is as if it had not been passed. */
  void reset() {
    back = false;
    past = false;
    moveTo(Phase.NORMAL);
  }
}
