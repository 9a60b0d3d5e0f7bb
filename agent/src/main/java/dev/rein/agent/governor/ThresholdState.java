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
    /** The threshold is passed. */
    PASSED,
    /** The gauge has been back for the cool-down. */
    BACK
  }

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

  /** Compares the gauge with the threshold. */
  Change look(long value, long now) {
    Limit.Threshold threshold = threshold();
    if (threshold.isPassedBy(value)) {
      back = false;
      boolean passed = phase() == Phase.INTERVENTION;
      moveTo(Phase.INTERVENTION);
      return passed ? Change.NONE : Change.PASSED;
    }
    if (phase() == Phase.INTERVENTION) {
      return lookBack(value, now);
    }
    boolean near = threshold.isNearedBy(value);
    boolean warned = phase() == Phase.WARNING;
    moveTo(near ? Phase.WARNING : Phase.NORMAL);
    if (near == warned) {
      return Change.NONE;
    }
    return near ? Change.NEARED : Change.EASED;
  }

  private Change lookBack(long value, long now) {
    if (!back) {
      back = true;
      backSince = now;
    }
    if (now - backSince < threshold().coolDown().toNanos()) {
      return Change.NONE;
    }
    moveTo(threshold().isNearedBy(value) ? Phase.WARNING : Phase.NORMAL);
    return Change.BACK;
  }

  /** A person lets the account go on: the threshold is as if it had not been passed. */
  void reset() {
    back = false;
    moveTo(Phase.NORMAL);
  }
}
