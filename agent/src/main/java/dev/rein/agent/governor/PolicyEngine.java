package dev.rein.agent.governor;

import dev.rein.agent.account.Meter;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Charges accounts and holds them to their limits. A charge counts for an account and all above it,
 * or for none of them. Lock-free until a limit's mark is reached.
 */
public final class PolicyEngine {
  private final PolicyEvents events;
  private final LimitJudge judge;
  private volatile boolean stopped;

  public PolicyEngine(PolicyEvents events, CallSite callSite, Remedy remedy) {
    this.events = events;
    this.judge = new LimitJudge(events, callSite, remedy);
  }

  /**
   * Charges one use of each resource, waiting first if a limit says so.
   *
   * @param target what the call is about, for the events
   * @return why the call must not happen, or null when it may; only then it is charged
   */
  public @Nullable Refusal charge(
      AccountLimits account, Resource[] resources, @Nullable Object target) {
    while (!stopped) {
      AccountLimits paused = pausedAt(account);
      Verdict verdict;
      if (paused != null) {
        verdict = judge.whilePaused(paused, resources[0]);
      } else {
        ResourceLimits full = tryCharge(account, resources, target);
        if (full == null) {
          return null;
        }
        verdict = judge.atLimit(full, target);
      }
      if (verdict instanceof Verdict.Refuse refuse) {
        return refuse.refusal();
      }
      if (verdict instanceof Verdict.Proceed) {
        break;
      }
    }
    chargeUnbounded(account, resources);
    return null;
  }

  /** Takes back one use of each resource, for a call that did not happen or is over. */
  public void giveBack(AccountLimits account, Resource... resources) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      for (Resource resource : resources) {
        level.of(resource).meter().giveBack();
      }
    }
  }

  /** Charges an amount that has already moved; a limit is held by the next transfer. */
  public void transferred(AccountLimits account, Resource resource, long amount) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      ResourceLimits limits = level.of(resource);
      if (limits.isLimited()) {
        long mark = Math.min(limits.bound(), limits.nextMark());
        long used = limits.meter().addAmount(amount, mark);
        if (used >= mark) {
          noteAmount(level, limits, used);
        }
      } else {
        limits.meter().add(amount);
      }
    }
  }

  private void noteAmount(AccountLimits level, ResourceLimits limits, long used) {
    if (used >= limits.nextMark()) {
      limits.crossed(used, null, events);
      level.updatePhase(limits.resource().name(), events);
    }
    if (used >= limits.bound()) {
      events.transfersBlocked(limits.resource(), true);
    }
  }

  /**
   * Asks whether more of a resource that is charged afterwards may be used, waiting first if a
   * limit says so.
   *
   * @return why not, or null
   */
  public @Nullable Refusal ask(AccountLimits account, Resource resource) {
    while (!stopped) {
      AccountLimits paused = pausedAt(account);
      Verdict verdict;
      if (paused != null) {
        verdict = judge.whilePaused(paused, resource);
      } else {
        ResourceLimits full = fullAt(account, resource);
        verdict = full == null ? Verdict.PROCEED : judge.atLimit(full, null);
      }
      if (verdict instanceof Verdict.Refuse refuse) {
        return refuse.refusal();
      }
      if (verdict instanceof Verdict.Proceed) {
        return null;
      }
    }
    return null;
  }

  /** Lets a paused account go on; each limit that is used up is given once more. */
  public void resume(AccountLimits account) {
    List<Limit> granted = account.grantAgain();
    for (Limit limit : granted) {
      long used = account.account().meter(limit.resource()).used();
      events.atLimit(PolicyEvents.Kind.RESUMED, account.account(), limit, used, null);
    }
    judge.setTransfersBlocked(false);
    account.updatePhase("resumed", events);
    account.gate().open();
  }

  /** Looks whether an account has got out of a warning by itself; called at the tick. */
  public void recover(AccountLimits account) {
    account.recover();
    account.updatePhase("recovered", events);
  }

  /** Ends all judging: whoever waits goes on, and so does every call from now on. */
  public void stop(AccountLimits account) {
    stopped = true;
    account.gate().open();
  }

  private static @Nullable AccountLimits pausedAt(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (level.isPaused()) {
        return level;
      }
    }
    return null;
  }

  private static @Nullable ResourceLimits fullAt(AccountLimits account, Resource resource) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      ResourceLimits limits = level.of(resource);
      if (limits.isLimited() && limits.meter().used() >= limits.bound()) {
        return limits;
      }
    }
    return null;
  }

  /** Charges all, or nothing and returns whose limits did not allow it. */
  private @Nullable ResourceLimits tryCharge(
      AccountLimits account, Resource[] resources, @Nullable Object target) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      for (int i = 0; i < resources.length; i++) {
        ResourceLimits limits = level.of(resources[i]);
        long used = limits.meter().tryAdd(limits.bound(), limits.nextMark());
        if (used == Meter.EXCEEDED) {
          rollBack(account, resources, level, i);
          return limits;
        }
        if (used >= limits.nextMark()) {
          limits.crossed(used, target, events);
          level.updatePhase(limits.resource().name(), events);
        }
      }
    }
    return null;
  }

  private static void rollBack(
      AccountLimits account, Resource[] resources, AccountLimits failedLevel, int failedIndex) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      int charged = level == failedLevel ? failedIndex : resources.length;
      for (int i = 0; i < charged; i++) {
        level.of(resources[i]).meter().giveBack();
      }
      if (level == failedLevel) {
        return;
      }
    }
  }

  private static void chargeUnbounded(AccountLimits account, Resource[] resources) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      for (Resource resource : resources) {
        level.of(resource).meter().tryAdd(Long.MAX_VALUE, Long.MAX_VALUE);
      }
    }
  }
}
