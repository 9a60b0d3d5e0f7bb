package dev.rein.agent.governor;

import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Resource;
import java.util.concurrent.TimeUnit;

/** Compares gauges with their thresholds, and timers with theirs. One thread. */
final class ThresholdWatch {
  private final PolicyEvents events;
  private final Interventions interventions;
  private final Transfers transfers;
  private final AdmissionControl admission;

  ThresholdWatch(
      PolicyEvents events,
      Interventions interventions,
      Transfers transfers,
      AdmissionControl admission) {
    this.events = events;
    this.interventions = interventions;
    this.transfers = transfers;
    this.admission = admission;
  }

  /**
   * Looks at an account's gauges.
   *
   * @param timers whether it is time for the timers too
   */
  void look(AccountLimits account, boolean timers, long now) {
    if (timers) {
      long idle = TimeUnit.NANOSECONDS.toMillis(account.progress().idleNanos());
      account.of(Resource.TIME_SINCE_DELIVERABLE).set(idle);
    }
    for (ResourceLimits limits : account.limited()) {
      boolean isTimer = limits.resource().equals(Resource.TIME_SINCE_DELIVERABLE);
      for (ThresholdState state : limits.thresholds()) {
        if ((!isTimer || timers) && !limits.isUnmeasured()) {
          look(account, limits, state, now);
        }
      }
    }
  }

  private void look(AccountLimits account, ResourceLimits limits, ThresholdState state, long now) {
    long value = limits.meter().used();
    ThresholdState.Change change = limits.look(state, value, now);
    switch (change) {
      case NEARED -> tell(Kind.WARNED, account, state, value);
      case PASSED -> passed(account, limits, state, value, now);
      case BACK -> back(account, state, value);
      case NONE -> admission.look(account, state, now);
      case EASED -> {}
    }
    if (change != ThresholdState.Change.NONE) {
      account.updatePhase(limits.resource().name(), events);
    }
  }

  private void passed(
      AccountLimits account, ResourceLimits limits, ThresholdState state, long value, long now) {
    Limit limit = state.limit();
    if (!state.isEnforced()) {
      tell(limit.then() == Action.WARN ? Kind.WARNED : Kind.OBSERVED, account, state, value);
      return;
    }
    switch (limit.then()) {
      case PAUSE, APPROVE -> interventions.pause(account, limits, limit, value, null);
      case TERMINATE -> {
        boolean unused = interventions.terminate(account, limits.resource().name(), limit);
      }
      default -> hold(account, limits, state, value, now);
    }
  }

  private void hold(
      AccountLimits account, ResourceLimits limits, ThresholdState state, long value, long now) {
    boolean waits = state.limit().then() == Action.THROTTLE;
    switch (HoldScope.of(limits.resource())) {
      case ALL_CALLS -> {
        boolean unused = account.gate().hold(limits, state);
        transfers.update();
        tell(waits ? Kind.THROTTLED : Kind.WARNED, account, state, value);
      }
      case NEW_WORK -> {
        admission.hold(account, limits, state, false, now);
        // That something waits is told when it does.
        tell(Kind.WARNED, account, state, value);
      }
      case NOTHING -> tell(Kind.WARNED, account, state, value);
    }
  }

  /** One that has paused the account leaves that to whoever resumes it. */
  private void back(AccountLimits account, ThresholdState state, long value) {
    boolean wasHeld = admission.release(account, state) != null;
    if (account.gate().release(state)) {
      wasHeld = true;
      transfers.update();
    }
    if (wasHeld) {
      tell(Kind.RESUMED, account, state, value);
    }
  }

  private void tell(Kind kind, AccountLimits account, ThresholdState state, long value) {
    events.atLimit(kind, account.account(), state.limit(), state.max(), value, null);
  }
}
