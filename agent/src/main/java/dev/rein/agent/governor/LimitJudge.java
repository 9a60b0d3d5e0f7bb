package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.PolicyEvents.Decision;
import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Price;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides about the call that does not fit a limit, or whose account's gate is closed. */
final class LimitJudge {
  private static final long LONGEST_FOR_OTHERS = TimeUnit.SECONDS.toNanos(60);

  private final AccountTree accounts;
  private final PolicyEvents events;
  private final CallSite callSite;
  private final Interventions interventions;
  private final Approvals approvals;
  private final Refusals refusals;

  LimitJudge(
      AccountTree accounts,
      PolicyEvents events,
      CallSite callSite,
      Interventions interventions,
      Approvals approvals,
      Remedy remedy) {
    this.accounts = accounts;
    this.events = events;
    this.callSite = callSite;
    this.interventions = interventions;
    this.approvals = approvals;
    this.refusals = new Refusals(remedy);
  }

  /** The call does not fit, or others are in line for the same. */
  Verdict atLimit(ResourceLimits full, Call call, Passage passage) {
    long amount = call.amountOf(full.resource());
    LimitState crowded = full.crowded(amount, passage);
    if (crowded != null) {
      return untilOthersSettle(full, crowded, call, passage);
    }
    LimitState state = full.obstacle(amount, passage, !call.reserves());
    if (state == null) {
      return behindOthers(full, call, passage);
    }
    return past(full, state, ownerOf(full, call), call, passage);
  }

  /**
   * The call would pass a limit.
   *
   * @param owner who is paused or ended if the limit says so
   */
  Verdict past(
      ResourceLimits full, LimitState state, AccountLimits owner, Call call, Passage passage) {
    // What another account than the limit's has done is none of the limit's phases.
    boolean isOthers = full.owner() != null && full.owner() != owner;
    boolean first = !isOthers && full.move(state, Phase.INTERVENTION);
    owner.updatePhase(state.limit().resource().name(), events);
    if (!callSite.mayBeRefused()) {
      tell(Kind.EXCUSED, full, state, call);
      return Verdict.PROCEED;
    }
    Action then = state.limit().then();
    if (then == Action.THROTTLE && callSite.mayWait()) {
      if (first) {
        tell(Kind.THROTTLED, full, state, call);
      }
      return inLine(full, state, call);
    }
    // Whoever sees to its record, or waits elsewhere, must not hold up those behind it.
    passage.leave();
    if (then == Action.PAUSE && callSite.mayWait()) {
      long used = full.meter().used();
      interventions.pause(owner, full, state.limit(), used, call.target());
      return Verdict.RETRY;
    } else if (then == Action.APPROVE && callSite.mayWait()) {
      return ask(full, state, call, passage);
    } else if (then == Action.TERMINATE) {
      boolean unused = interventions.terminate(owner, full.resource().name(), state.limit());
    }
    return deny(full, state, call, then == Action.APPROVE);
  }

  private void tell(Kind kind, ResourceLimits full, LimitState state, Call call) {
    Account owner = ownerOf(full, call).account();
    long used = full.meter().used();
    events.atLimit(kind, owner, state.limit(), state.max(), used, call.target());
  }

  private static AccountLimits ownerOf(ResourceLimits limits, Call call) {
    AccountLimits owner = limits.owner();
    return owner == null || limits.resource().equals(Resource.TOOLS_REPEATED)
        ? call.account()
        : owner;
  }

  /** It would fit, but calls under way may need that; what they leave is known when they end. */
  private Verdict untilOthersSettle(
      ResourceLimits full, LimitState crowded, Call call, Passage passage) {
    if (!callSite.mayBeRefused()) {
      tell(Kind.EXCUSED, full, crowded, call);
      return Verdict.PROCEED;
    }
    if (!callSite.mayWait()) {
      passage.leave();
      return deny(full, crowded, call, false);
    }
    return inLine(full, crowded, call);
  }

  private Verdict behindOthers(ResourceLimits full, Call call, Passage passage) {
    WaitingRoom line = full.lineOf(call);
    if (!line.isOccupied() || passage.mayPass(line)) {
      // A meter that can take no more has no say in whether the call goes on.
      boolean atEnd = full.isAtEnd(call.amountOf(full.resource()));
      return atEnd ? Verdict.PROCEED : Verdict.RETRY;
    }
    LimitState throttle = call.reserves() ? full.tightest(passage) : full.throttle();
    if (throttle == null || !callSite.mayBeRefused() || !callSite.mayWait()) {
      passage.barge();
      return Verdict.RETRY;
    }
    return inLine(full, throttle, call);
  }

  private Verdict inLine(ResourceLimits full, LimitState state, Call call) {
    Duration longest = state.limit().longestWait();
    return new Verdict.Wait(
        full.lineOf(call),
        full.resource().name(),
        full,
        full.nanosUntil(state, call.amountOf(full.resource())),
        // Of a limit that lets nobody wait; calls under way end sooner as a rule.
        longest == null && call.reserves() ? LONGEST_FOR_OTHERS : nanos(longest),
        outcome -> denied(full, state, call, outcome));
  }

  private Refusal denied(ResourceLimits full, LimitState state, Call call, Turn.Outcome outcome) {
    full.meter().addDenied();
    tell(Kind.DENIED, full, state, call);
    return refusals.waitedInVain(ownerOf(full, call), full, state, call, outcome);
  }

  private Verdict ask(ResourceLimits full, LimitState state, Call call, Passage passage) {
    AccountLimits owner = ownerOf(full, call);
    AccountLimits caller = call.account();
    full.meter().addDelayed();
    full.beginAsk(state);
    caller.beginWait("approval");
    Decision decision;
    try {
      decision =
          approvals.ask(
              caller,
              callSite.describe(call.target()),
              titleOf(full, state),
              priceOf(full.rule()),
              nanos(state.limit().longestWait()),
              () -> caller.isEnded() || accounts.isReleased());
    } finally {
      caller.endWait();
      full.endAsk(state);
      owner.updatePhase("answered", events);
    }
    if (decision == Decision.APPROVED) {
      passage.approve(state);
      return Verdict.RETRY;
    } else if (caller.isEnded()) {
      return Verdict.RETRY;
    }
    full.meter().addDenied();
    tell(Kind.DENIED, full, state, call);
    return new Verdict.Refuse(refusals.notApproved(owner, full, state, decision));
  }

  private static String titleOf(ResourceLimits limits, LimitState state) {
    Rule rule = limits.rule();
    return rule == null
        ? limits.resource() + " past " + state.limit().kind() + " (" + state.limit().origin() + ")"
        : rule.title() + " (" + rule.limit().origin() + ")";
  }

  private static String priceOf(@Nullable Rule rule) {
    Price price = rule == null ? null : rule.price();
    return price == null ? "" : price.toString();
  }

  private Verdict deny(ResourceLimits full, LimitState state, Call call, boolean couldNotAsk) {
    AccountLimits owner = ownerOf(full, call);
    full.meter().addDenied();
    tell(Kind.DENIED, full, state, call);
    return new Verdict.Refuse(
        couldNotAsk
            ? refusals.cannotAsk(owner, full, state)
            : refusals.atLimit(owner, full, state, call));
  }

  /** The gate is closed before the call. */
  Verdict atGate(AccountLimits closed, Call call) {
    Gate.Closed why = closed.gate().reason();
    if (why == null) {
      return Verdict.RETRY;
    }
    if (!callSite.mayBeRefused()) {
      return Verdict.PROCEED;
    }
    ResourceLimits limits = closed.of(call.resources()[0]);
    if (why instanceof Gate.Held held) {
      return whileHeld(closed, held, call);
    } else if (why instanceof Gate.Paused paused) {
      return whilePaused(closed, limits, paused);
    }
    limits.meter().addDenied();
    String reason = why instanceof Gate.Terminated ended ? ended.reason() : "";
    return new Verdict.Refuse(refusals.terminated(closed, limits, reason));
  }

  private Verdict whilePaused(AccountLimits closed, ResourceLimits limits, Gate.Paused paused) {
    Function<Turn.Outcome, Refusal> refusal =
        outcome -> {
          limits.meter().addDenied();
          return refusals.whilePaused(closed, limits, paused.reason());
        };
    if (paused.expired() || !callSite.mayWait()) {
      return new Verdict.Refuse(refusal.apply(Turn.Outcome.TIMED_OUT));
    }
    Gate.Cause by = paused.by();
    long longest = by == null ? Turn.FOREVER : nanos(by.limit().longestWait());
    return new Verdict.Wait(closed.gate().room(), "resume", limits, Turn.FOREVER, longest, refusal);
  }

  private Verdict whileHeld(AccountLimits closed, Gate.Held held, Call call) {
    ResourceLimits limits = held.limits();
    boolean waits = held.by().limit().then() == Action.THROTTLE;
    if (waits && callSite.mayWait()) {
      long longest = nanos(held.by().limit().longestWait());
      return new Verdict.Wait(
          closed.gate().room(),
          limits.resource().name(),
          limits,
          Turn.FOREVER,
          longest,
          outcome -> denied(limits, held.by(), call, outcome));
    }
    return deny(limits, held.by(), call, false);
  }

  /** New work is held, and something goes on already or others are in line. */
  Verdict atHold(WorkHold hold, Call call, Passage passage) {
    if (!callSite.mayBeRefused()) {
      return Verdict.PROCEED;
    }
    ResourceLimits limits = hold.limits();
    if (hold.denies() || !callSite.mayWait()) {
      passage.leave();
      return deny(limits, hold.by(), call, false);
    }
    if (hold.isFirstWait()) {
      tell(Kind.THROTTLED, limits, hold.by(), call);
    }
    return new Verdict.Wait(
        hold.holder().work().room(call.isInner()),
        limits.resource().name(),
        limits,
        // Children end, and models answer, without anybody telling at once.
        TimeUnit.SECONDS.toNanos(1),
        nanos(hold.by().limit().longestWait()),
        outcome -> denied(limits, hold.by(), call, outcome));
  }

  /** What is in the way, as a clause. */
  String reason(WorkHold hold) {
    return Refusals.reason(hold.holder(), hold.limits(), hold.by());
  }

  private static long nanos(@Nullable Duration longest) {
    return longest == null ? Turn.FOREVER : longest.toNanos();
  }
}
