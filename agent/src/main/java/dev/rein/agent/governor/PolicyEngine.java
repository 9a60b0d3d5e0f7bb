package dev.rein.agent.governor;

import dev.rein.agent.account.Meter;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Charges accounts and holds them to their limits. A charge counts for an account and all above it,
 * or for none of them. Lock-free until a limit's mark is reached.
 *
 * <p>A charge goes resource by resource, and of each from the account up. One that fails half way
 * has held, for a moment, what it then gives back; in that moment another may find a budget used up
 * that this call is about to use, for it goes on as soon as a rate or a place lets it. As long as
 * no more is attempted than a budget allows, nobody is refused.
 */
public final class PolicyEngine {
  private final PolicyEvents events;
  private final LimitJudge judge;
  private final Transfers transfers;
  private final AdmissionControl admission;
  private final Reservations reservations;
  private volatile Rules rules = Rules.NONE;
  private volatile boolean stopped;

  PolicyEngine(
      PolicyEvents events, LimitJudge judge, Transfers transfers, AdmissionControl admission) {
    this.events = events;
    this.judge = judge;
    this.transfers = transfers;
    this.admission = admission;
    this.reservations = new Reservations(this, judge);
  }

  /** The rules that hold now. */
  public Rules rules() {
    return rules;
  }

  void setRules(Rules newRules) {
    rules = newRules;
  }

  /**
   * Charges one use of each resource, waiting first if a limit says so.
   *
   * @param target what the call is about, for the events
   * @return why the call must not happen, or null when it may; only then it is charged
   */
  public @Nullable Refusal charge(
      AccountLimits account, Resource[] resources, @Nullable Object target) {
    return charge(account, resources, 1, target, Rules.Match.NONE);
  }

  /**
   * The same for any amount, and for a call that falls under rules.
   *
   * @param amount of each resource, 1 or more
   */
  public @Nullable Refusal charge(
      AccountLimits account,
      Resource[] resources,
      long amount,
      @Nullable Object target,
      Rules.Match match) {
    ResourceLimits[] rules = match.limits();
    if (closedAt(account) == null
        && tryCharge(account, resources, amount, target, rules, null) == null) {
      return null;
    }
    return pass(new Call(account, resources, amount, target, rules), true);
  }

  /**
   * The same for a call by which work begins, unless it is part of a job: it also waits for the
   * load to allow it.
   */
  public @Nullable Refusal begin(
      NewWork work,
      AccountLimits account,
      Resource[] resources,
      long amount,
      @Nullable Object target,
      Rules.Match match) {
    return begin(new Call(account, resources, amount, target, match.limits(), work));
  }

  @Nullable Refusal begin(Call call) {
    try {
      boolean open = admission.isOpen() && closedAt(call.account()) == null;
      Refusal refusal = open && tryCharge(call, null) == null ? null : pass(call, true);
      if (refusal == null) {
        admission.begun(call);
      }
      return refusal;
    } finally {
      admission.leave(call);
    }
  }

  /**
   * The same where it must not wait: begins the work if it can at once, and tells nobody if not.
   */
  boolean tryBegin(Call call) {
    try {
      boolean begins =
          stopped
              || (closedAt(call.account()) == null
                  && admission.tryEnter(call, null) == null
                  && tryCharge(call, null) == null);
      if (begins) {
        admission.begun(call);
      }
      return begins;
    } finally {
      admission.leave(call);
    }
  }

  /**
   * Asks whether more of a resource that is charged afterwards may be used, waiting first if a
   * limit says so.
   *
   * @return why not, or null
   */
  public @Nullable Refusal ask(AccountLimits account, Resource resource) {
    if (closedAt(account) == null && fullAt(account, resource, null) == null) {
      return null;
    }
    Resource[] resources = {resource};
    return pass(new Call(account, resources, 1, null, Rules.Match.NONE.limits()), false);
  }

  /**
   * Holds back what a call may need at most, at the account and at all above, waiting first if a
   * limit says so or calls under way may leave enough. Meters show nothing of it. What the call has
   * used is charged by {@link #transferred}; {@link #release} must follow then.
   *
   * @param resources tokens of language models, and money
   * @param amounts of each resource; one that is 0 asks for nothing
   * @param target what the call is about, for the events
   * @return why the call must not happen, or null when it may; only then it has reserved
   */
  public @Nullable Refusal reserve(
      AccountLimits account, Resource[] resources, long[] amounts, @Nullable Object target) {
    return reservations.reserve(account, resources, amounts, target);
  }

  /** Ends what {@link #reserve} began, with the same amounts; never waits. */
  public void release(AccountLimits account, Resource[] resources, long[] amounts) {
    Reservations.release(account, resources, amounts);
  }

  /** Whether a rate of a resource holds for an account. */
  public boolean hasRate(AccountLimits account, Resource resource) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (level.of(resource).hasEnforcedRate()) {
        return true;
      }
    }
    return false;
  }

  /** Brings a call past what holds it up, or says why it must not happen. */
  private @Nullable Refusal pass(Call call, boolean charges) {
    return pass(call, passage -> judge(call, charges, passage), charges);
  }

  /** The same for a call that is charged with nothing, and judged elsewhere. */
  @Nullable Refusal pass(Call call, Function<Passage, @Nullable Verdict> judging) {
    return pass(call, judging, false);
  }

  private @Nullable Refusal pass(
      Call call, Function<Passage, @Nullable Verdict> judging, boolean charges) {
    try (Passage passage = new Passage()) {
      while (!stopped) {
        Verdict verdict = judging.apply(passage);
        if (verdict == null) {
          return null;
        } else if (verdict instanceof Verdict.Refuse refuse) {
          return refuse.refusal();
        } else if (verdict instanceof Verdict.Proceed) {
          break;
        } else if (verdict instanceof Verdict.Wait wait) {
          Turn.Outcome outcome = await(wait, call, passage);
          if (outcome != Turn.Outcome.LOOK) {
            // To put it on record may take a while, in which the next can go on.
            passage.leave();
            return outcome == Turn.Outcome.TIMED_OUT && call.left() == 0
                ? Call.NOT_IN_TIME
                : wait.givenUp().apply(outcome);
          }
        }
      }
    }
    if (charges) {
      chargeAnyway(call);
    }
    return null;
  }

  /** Null when the call has passed. */
  private @Nullable Verdict judge(Call call, boolean charges, Passage passage) {
    AccountLimits closed = closedAt(call.account());
    if (closed != null) {
      return judge.atGate(closed, call);
    }
    Verdict held = admission.enter(call, passage);
    if (held != null) {
      return held;
    }
    ResourceLimits full =
        charges ? tryCharge(call, passage) : fullAt(call.account(), call.resources()[0], passage);
    if (full == null) {
      return null;
    }
    admission.leave(call);
    return judge.atLimit(full, call, passage);
  }

  private Turn.Outcome await(Verdict.Wait wait, Call call, Passage passage) {
    AccountLimits account = call.account();
    if (passage.enter(wait.room(), account.priority())) {
      wait.counted().meter().addDelayed();
    }
    Turn turn = passage.turn();
    account.beginTurn(turn, wait.reason());
    try {
      return stopped || account.isEnded()
          ? Turn.Outcome.LOOK
          : turn.await(wait.nextLook(), wait.longest(), call.left());
    } finally {
      account.endTurn(turn);
    }
  }

  /** Takes back one use of each resource, for a call that did not happen or is over. */
  public void giveBack(AccountLimits account, Resource... resources) {
    giveBack(account, 1, resources);
  }

  /** The same for any amount of each. */
  public void giveBack(AccountLimits account, long amount, Resource... resources) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      for (Resource resource : resources) {
        level.of(resource).giveBack(amount);
      }
    }
    admission.gaveBack(account, resources);
  }

  /** A process that falls under rules has ended, or was not started. */
  public void giveBack(Rules.Match match, boolean started) {
    for (ResourceLimits limits : match.limits()) {
      if (!started || limits.resource().isGauge()) {
        limits.giveBack(1);
      }
    }
  }

  /** Charges an amount that is used already; a limit is held by whoever asks for more. */
  public void transferred(AccountLimits account, Resource resource, long amount) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      transferredAt(level, resource, amount);
    }
  }

  /** The same for what the account above knows by itself. */
  public void transferredBelow(
      AccountLimits above, AccountLimits account, Resource resource, long amount) {
    for (AccountLimits level = account; level != above && level != null; level = level.parent()) {
      transferredAt(level, resource, amount);
    }
  }

  private void transferredAt(AccountLimits level, Resource resource, long amount) {
    ResourceLimits limits = level.of(resource);
    long used = limits.takeUsed(amount);
    if (used != Meter.FAR) {
      noteAmount(level, limits, used);
    }
  }

  private void noteAmount(AccountLimits level, ResourceLimits limits, long used) {
    if (used >= limits.nextMark()) {
      crossed(level, limits, used, null);
    }
    if (limits.isBytes() && used >= limits.bound()) {
      transfers.update();
    }
  }

  /** Ends all judging: every call goes on from now on. Those that wait must be woken. */
  void stop() {
    stopped = true;
  }

  static @Nullable AccountLimits closedAt(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (level.gate().isClosed()) {
        return endedOr(level);
      }
    }
    return null;
  }

  /** Who is paused within an account that is ended need not wait for anything. */
  private static AccountLimits endedOr(AccountLimits closed) {
    for (AccountLimits level = closed; level != null; level = level.parent()) {
      if (level.isTerminated()) {
        return level;
      }
    }
    return closed;
  }

  private static @Nullable ResourceLimits fullAt(
      AccountLimits account, Resource resource, @Nullable Passage passage) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      ResourceLimits limits = level.of(resource);
      if (limits.isFullFor(passage)) {
        return limits;
      }
    }
    return null;
  }

  private @Nullable ResourceLimits tryCharge(Call call, @Nullable Passage passage) {
    return tryCharge(
        call.account(), call.resources(), call.amount(), call.target(), call.rules(), passage);
  }

  /** Charges all, or nothing and returns whose limits did not allow it. Allocates nothing. */
  private @Nullable ResourceLimits tryCharge(
      AccountLimits account,
      Resource[] resources,
      long amount,
      @Nullable Object target,
      ResourceLimits[] matching,
      @Nullable Passage passage) {
    for (int i = 0; i < resources.length; i++) {
      for (AccountLimits level = account; level != null; level = level.parent()) {
        ResourceLimits limits = level.of(resources[i]);
        long used = limits.tryTake(amount, passage);
        if (used == Meter.EXCEEDED) {
          rollBack(account, resources, amount, i, level);
          return limits;
        }
        if (used >= limits.nextMark()) {
          crossed(level, limits, used, target);
        }
      }
    }
    for (int i = 0; i < matching.length; i++) {
      long used = matching[i].tryTake(amount, passage);
      if (used == Meter.EXCEEDED) {
        rollBackRules(matching, i, amount);
        rollBack(account, resources, amount, resources.length, null);
        return matching[i];
      }
      if (used >= matching[i].nextMark()) {
        crossed(account, matching[i], used, target);
      }
    }
    return null;
  }

  private static void rollBackRules(ResourceLimits[] matching, int failed, long amount) {
    for (int i = 0; i < failed; i++) {
      matching[i].giveBack(amount);
    }
  }

  /** Gives back what was taken before this resource of this account. */
  private static void rollBack(
      AccountLimits account,
      Resource[] resources,
      long amount,
      int failed,
      @Nullable AccountLimits failedLevel) {
    for (int i = 0; i < Math.min(failed + 1, resources.length); i++) {
      for (AccountLimits level = account; level != null; level = level.parent()) {
        if (i == failed && level == failedLevel) {
          return;
        }
        level.of(resources[i]).giveBack(amount);
      }
    }
  }

  void crossed(AccountLimits level, ResourceLimits limits, long used, @Nullable Object target) {
    limits.crossed(
        used,
        state -> {
          Limit limit = state.limit();
          long max = state.max();
          boolean passed = state instanceof RateState || used > max;
          boolean observed = passed && !state.isEnforced() && limit.then() != Action.WARN;
          PolicyEvents.Kind kind = observed ? PolicyEvents.Kind.OBSERVED : PolicyEvents.Kind.WARNED;
          events.atLimit(kind, level.account(), limit, max, used, target);
        });
    level.updatePhase(limits.resource().name(), events);
  }

  private static void chargeAnyway(Call call) {
    for (AccountLimits level = call.account(); level != null; level = level.parent()) {
      for (Resource resource : call.resources()) {
        level.of(resource).takeAnyway(call.amount());
      }
    }
    for (ResourceLimits limits : call.rules()) {
      limits.takeAnyway(call.amount());
    }
  }
}
