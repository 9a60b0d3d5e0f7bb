package dev.rein.agent.governor;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/** Decides about the call that does not fit a limit any more, and pauses accounts. */
final class LimitJudge {
  private final PolicyEvents events;
  private final CallSite callSite;
  private final Remedy remedy;

  LimitJudge(PolicyEvents events, CallSite callSite, Remedy remedy) {
    this.events = events;
    this.callSite = callSite;
    this.remedy = remedy;
  }

  /** The call does not fit; holds it up here if the limit says so. */
  Verdict atLimit(ResourceLimits full, @Nullable Object target) {
    LimitState state = full.exhausted();
    if (state == null) {
      return Verdict.RETRY;
    }
    AccountLimits account = full.owner();
    Limit limit = state.limit();
    long used = full.meter().used();
    account.updatePhase(limit.resource().name(), events);
    if (!callSite.mayBeRefused()) {
      events.atLimit(PolicyEvents.Kind.EXCUSED, account.account(), limit, used, target);
      return Verdict.PROCEED;
    }
    if (limit.then() == Action.PAUSE && callSite.mayWait()) {
      if (account.gate().close()) {
        events.atLimit(PolicyEvents.Kind.PAUSED, account.account(), limit, used, target);
        setTransfersBlocked(true);
      }
      return whilePaused(account, limit.resource());
    }
    full.meter().addDenied();
    events.atLimit(PolicyEvents.Kind.DENIED, account.account(), limit, used, target);
    return new Verdict.Refuse(
        Refusal.atLimit(
            account.account().id(),
            limit.resource().name(),
            state.max(),
            used,
            remedy.forLimit(limit)));
  }

  /** The account is paused; holds the call up until it is resumed. */
  Verdict whilePaused(AccountLimits paused, Resource resource) {
    if (!callSite.mayBeRefused()) {
      return Verdict.PROCEED;
    }
    ResourceLimits limits = paused.of(resource);
    limits.meter().addDelayed();
    if (callSite.mayWait() && paused.gate().await()) {
      return Verdict.RETRY;
    }
    limits.meter().addDenied();
    return new Verdict.Refuse(
        Refusal.atLimit(
            paused.account().id(),
            resource.name(),
            limits.bound(),
            limits.meter().used(),
            remedy.whilePaused()));
  }

  /** Whether all transfers are to be asked for. */
  void setTransfersBlocked(boolean blocked) {
    for (Resource resource : Resource.all()) {
      if (resource.unit().equals("bytes")) {
        events.transfersBlocked(resource, blocked);
      }
    }
  }
}
