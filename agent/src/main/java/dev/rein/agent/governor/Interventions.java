package dev.rein.agent.governor;

import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Pauses accounts, lets them go on, and ends them. */
final class Interventions {
  private final AccountTree accounts;
  private final PolicyEvents events;
  private final Transfers transfers;
  private final Approvals approvals;
  private final List<AccountLimits> ended = new CopyOnWriteArrayList<>();

  Interventions(
      AccountTree accounts, PolicyEvents events, Transfers transfers, Approvals approvals) {
    this.accounts = accounts;
    this.events = events;
    this.transfers = transfers;
    this.approvals = approvals;
  }

  /** A person pauses an account; false when it is paused or ended already. */
  boolean pause(AccountLimits account, String reason) {
    return close(account, reason, null, 0, null);
  }

  /** A limit pauses an account; does nothing when it is paused or ended already. */
  void pause(
      AccountLimits account,
      ResourceLimits limits,
      Limit limit,
      long used,
      @Nullable Object target) {
    Gate.Cause by = new Gate.Cause(limits, limit);
    boolean unused = close(account, limit.resource().name(), by, used, target);
  }

  private boolean close(
      AccountLimits account,
      String reason,
      Gate.@Nullable Cause by,
      long used,
      @Nullable Object target) {
    if (!account.gate().pause(reason, by)) {
      return false;
    }
    if (by != null) {
      long max = by.limits().maxOf(by.limit());
      events.atLimit(Kind.PAUSED, account.account(), by.limit(), max, used, target);
    }
    transfers.update();
    account.updatePhase(reason, events);
    return true;
  }

  /**
   * Lets an account go on: each budget that is used up is granted once more, timers begin anew.
   *
   * @return false when it was not paused and nothing was used up, or when it is ended
   */
  boolean resume(AccountLimits account) {
    if (account.isTerminated()) {
      return false;
    }
    boolean[] any = new boolean[1];
    for (ResourceLimits limits : account.limited()) {
      limits.grantAgain(
          (limit, amount) -> {
            any[0] = true;
            granted(account, limits, limit, amount);
          });
      limits.states().forEach(state -> release(account, limits, state));
      for (ThresholdState threshold : limits.thresholds()) {
        any[0] |= restart(account, limits, threshold);
      }
    }
    if (account.gate().reason() instanceof Gate.Paused paused) {
      grantRule(account, paused.by());
    }
    forgetTools(account);
    any[0] |= account.gate().resume();
    transfers.update();
    account.updatePhase("resumed", events);
    return any[0];
  }

  /** Or the first call of a loop that was resumed would be held again. */
  private void forgetTools(AccountLimits account) {
    for (AccountLimits each : accounts.all()) {
      if (each.isWithin(account)) {
        each.lastTools().clear();
      }
    }
  }

  /** A rule's limit is nobody's own; it is granted again with the account that it has paused. */
  private void grantRule(AccountLimits account, Gate.@Nullable Cause by) {
    if (by != null && by.limits().rule() != null) {
      by.limits()
          .grantAgain(
              (limit, amount) -> {
                long used = by.limits().meter().used();
                long max = by.limits().maxOf(limit);
                events.atLimit(Kind.RESUMED, account.account(), limit, max, used, null);
              });
    }
  }

  /** One that holds the account, since it is measured, and does not need to any more. */
  private static void release(AccountLimits account, ResourceLimits limits, LimitState state) {
    if (!(state instanceof ThresholdState) && !limits.isOverdrawn(state)) {
      boolean unused = account.gate().release(state);
    }
  }

  private void granted(AccountLimits account, ResourceLimits limits, Limit limit, long amount) {
    long used = limits.meter().used();
    events.atLimit(Kind.RESUMED, account.account(), limit, limits.maxOf(limit), used, null);
    if (amount > 0) {
      events.granted(account.account(), limit, amount);
    }
  }

  /** Only a timer can begin anew; what else is measured stays as it is. */
  private boolean restart(AccountLimits account, ResourceLimits limits, ThresholdState state) {
    if (!state.limit().resource().equals(Resource.TIME_SINCE_DELIVERABLE)
        || !limits.move(state, Phase.NORMAL)) {
      return false;
    }
    account.progress().restart();
    boolean unused = account.gate().release(state);
    granted(account, limits, state.limit(), 0);
    return true;
  }

  /**
   * Ends an account and those below it: their calls fail from now on.
   *
   * @param limit that has ended it, or null when a person has
   * @return false when it was ended before
   */
  boolean terminate(AccountLimits account, String reason, @Nullable Limit limit) {
    boolean any = false;
    for (AccountLimits each : accounts.all()) {
      any |= each.isWithin(account) && each.gate().terminate(reason);
    }
    if (!any) {
      return false;
    }
    if (limit != null) {
      ResourceLimits limits = account.of(limit.resource());
      long used = limits.meter().used();
      long max = limits.maxOf(limit);
      events.atLimit(Kind.TERMINATED, account.account(), limit, max, used, null);
    }
    transfers.update();
    for (AccountLimits each : accounts.all()) {
      if (each.isWithin(account)) {
        each.summon();
        each.updatePhase(reason, events);
      }
    }
    approvals.lookAgain();
    ended.add(account);
    return true;
  }

  /** The accounts that were ended, each as the one that was named. */
  List<AccountLimits> ended() {
    return ended;
  }

  /** Accounts whose pause nobody has ended in time. */
  void expire(long timeoutNanos, boolean terminate) {
    for (AccountLimits account : accounts.all()) {
      if (account.gate().expire(timeoutNanos)
          && terminate
          && account.gate().reason() instanceof Gate.Paused paused
          && paused.expired()) {
        Limit by = paused.by() == null ? null : paused.by().limit();
        boolean unused = terminate(account, "nobody has resumed it in time", by);
      }
    }
  }
}
