package dev.rein.agent.governor;

import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;

/**
 * Holds accounts to their budgets and rates of what is measured, such as CPU time. No call asks for
 * more of it, so where one of them is used up, all calls of the account meet it. One thread.
 */
final class MeasuredWatch {
  private final PolicyEvents events;
  private final Interventions interventions;
  private final Transfers transfers;

  MeasuredWatch(PolicyEvents events, Interventions interventions, Transfers transfers) {
    this.events = events;
    this.interventions = interventions;
    this.transfers = transfers;
  }

  /** Looks at what an account has used, after what recovers by itself has done so. */
  void look(AccountLimits account) {
    if (account.isTerminated()) {
      return;
    }
    for (ResourceLimits limits : account.limited()) {
      if (isMeasuredCounter(limits)) {
        for (LimitState state : limits.states()) {
          look(account, limits, state);
        }
      }
    }
  }

  private static boolean isMeasuredCounter(ResourceLimits limits) {
    return limits.resource().isMeasured() && !limits.resource().isGauge();
  }

  private void look(AccountLimits account, ResourceLimits limits, LimitState state) {
    if (!state.isEnforced()) {
      return;
    }
    if (limits.isOverdrawn(state)) {
      boolean other = limits.move(state, Phase.INTERVENTION);
      act(account, limits, state);
      if (other) {
        account.updatePhase(limits.resource().name(), events);
      }
    } else if (account.gate().release(state)) {
      transfers.update();
      tell(Kind.RESUMED, account, limits, state);
      account.updatePhase(limits.resource().name(), events);
    }
  }

  /** Each time, for what closed the account may have been taken away by something else. */
  private void act(AccountLimits account, ResourceLimits limits, LimitState state) {
    Limit limit = state.limit();
    switch (limit.then()) {
      case PAUSE, APPROVE ->
          interventions.pause(account, limits, limit, limits.meter().used(), null);
      case TERMINATE -> {
        boolean unused = interventions.terminate(account, limits.resource().name(), limit);
      }
      default -> {
        if (account.gate().hold(limits, state)) {
          transfers.update();
          Kind kind = limit.then() == Action.DENY ? Kind.WARNED : Kind.THROTTLED;
          tell(kind, account, limits, state);
        }
      }
    }
  }

  private void tell(Kind kind, AccountLimits account, ResourceLimits limits, LimitState state) {
    long used = limits.meter().used();
    events.atLimit(kind, account.account(), state.limit(), state.max(), used, null);
  }
}
