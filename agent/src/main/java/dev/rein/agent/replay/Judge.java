package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.Headroom;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets the governor judge recorded calls, many at once: as many as fit are charged together, and
 * the next one shows what happens to the rest.
 */
final class Judge {
  /** A limit that pauses more often, where each pause is ended at once, is not counted further. */
  static final int MOST_PAUSES = 10_000;

  private static final Resource[] COST = {Resource.COST};

  private final Governor governor;
  private final PolicyEngine engine;
  private final Findings findings;
  private final ReplayClock clock;
  private final Tallies tallies = new Tallies();
  private final IdentityHashMap<Rule, long[]> ofRules = new IdentityHashMap<>();
  private final List<Incident> incidents = new ArrayList<>();
  private final List<Resource[]> askedFirst = new ArrayList<>();
  private final boolean peopleSayYes;
  private final int keep;
  private long notKept;

  /**
   * @param limited the resources that the policy limits
   * @param peopleSayYes whether paused accounts are resumed at once and calls approved
   * @param keep how many single calls to remember
   */
  Judge(
      Governor governor,
      Findings findings,
      ReplayClock clock,
      Set<Resource> limited,
      boolean peopleSayYes,
      int keep) {
    this.governor = governor;
    this.engine = governor.engine();
    this.findings = findings;
    this.clock = clock;
    this.peopleSayYes = peopleSayYes;
    this.keep = keep;
    for (Resource resource : CallKinds.askedBeforeRequests()) {
      if (limited.contains(resource)) {
        askedFirst.add(new Resource[] {resource});
      }
    }
  }

  Tallies tallies() {
    return tallies;
  }

  /** What calls that fall under a rule there were, and how many of them would have gone on. */
  long[] ofRule(Rule rule) {
    return ofRules.computeIfAbsent(rule, any -> new long[2]);
  }

  List<Incident> incidents() {
    return incidents;
  }

  long notKept() {
    return notKept;
  }

  /** Judges calls, and what they cost by the rules; gives how many would have happened. */
  long judge(AccountLimits account, Attempt attempt) {
    long price = attempt.match().perCall();
    Attempt bounded = attempt.times(Math.min(attempt.calls(), Tallies.MOST / Math.max(1, price)));
    if (price == 0) {
      return use(account, bounded);
    }
    Rules.Match none = Rules.Match.NONE;
    Attempt paid = new Attempt(COST, price, bounded.calls(), false, attempt.target(), none);
    long affordable = use(account, paid);
    long happened = use(account, bounded.times(affordable));
    if (happened < affordable) {
      engine.giveBack(account, (affordable - happened) * price, COST);
      tallies.allowed(account, paid, happened - affordable);
    }
    return happened;
  }

  private long use(AccountLimits account, Attempt attempt) {
    if (isBeyondCounting(account, attempt)) {
      return attempt.calls();
    }
    tallies.attempted(account, attempt);
    attempt.match().rules().forEach(rule -> ofRule(rule)[0] += attempt.calls());
    long left = attempt.calls();
    while (left > 0) {
      long fits = Math.min(left, fitting(account, attempt));
      if (fits > 0) {
        pass(account, attempt, fits);
        left -= fits;
        continue;
      }
      Finding by = stopper(account, attempt);
      if (by != null && !isResumed(account, by, attempt)) {
        stop(account, attempt, left, by);
        if (!goesOn(by)) {
          return attempt.calls() - left;
        }
      }
      if (by == null || goesOn(by)) {
        passAnyway(account, attempt, left);
        left = 0;
      }
    }
    return attempt.calls();
  }

  private boolean isBeyondCounting(AccountLimits account, Attempt attempt) {
    for (Resource resource : attempt.resources()) {
      if (tallies.attempted(governor.accounts().jvm(), resource) >= Tallies.MOST) {
        return true;
      }
    }
    // A rule's call without a resource of its own: what closes the account is told by others.
    return attempt.calls() <= 0
        || (attempt.resources().length == 0
            && Headroom.of(account, attempt.resources(), Rules.Match.NONE) == 0);
  }

  private long fitting(AccountLimits account, Attempt attempt) {
    return blockedFirst(account, attempt) != null
        ? 0
        : Headroom.of(account, attempt.resources(), attempt.match()) / attempt.each();
  }

  /** What is charged after a request, and does not allow another one. */
  private @Nullable Resource blockedFirst(AccountLimits account, Attempt attempt) {
    if (attempt.uses(Resource.HTTP_REQUESTS) || attempt.uses(Resource.LLM_CALLS)) {
      for (Resource[] asked : askedFirst) {
        if (Headroom.of(account, asked, Rules.Match.NONE) == 0) {
          return asked[0];
        }
      }
    }
    return null;
  }

  private void pass(AccountLimits account, Attempt attempt, long calls) {
    long amount = calls * attempt.each();
    if (attempt.afterwards()) {
      engine.transferred(account, attempt.resources()[0], amount);
    } else {
      Object refusal =
          engine.charge(account, attempt.resources(), amount, attempt.target(), attempt.match());
      if (refusal != null) {
        throw new IllegalStateException("what fits was refused: " + refusal);
      }
    }
    allowed(account, attempt, calls);
  }

  /** Those that have waited, or were approved: they count, though they do not fit. */
  private void passAnyway(AccountLimits account, Attempt attempt, long calls) {
    for (Resource resource : attempt.resources()) {
      engine.transferred(account, resource, calls * attempt.each());
    }
    allowed(account, attempt, calls);
  }

  private void allowed(AccountLimits account, Attempt attempt, long calls) {
    tallies.allowed(account, attempt, calls);
    attempt.match().rules().forEach(rule -> ofRule(rule)[1] += calls);
  }

  /** Has the engine judge one call that does not fit; null when it lets it through after all. */
  private @Nullable Finding stopper(AccountLimits account, Attempt attempt) {
    Resource first = blockedFirst(account, attempt);
    Object refusal;
    if (first != null || attempt.afterwards()) {
      refusal = engine.ask(account, first != null ? first : attempt.resources()[0]);
    } else {
      refusal =
          engine.charge(
              account, attempt.resources(), attempt.each(), attempt.target(), attempt.match());
      if (refusal == null) {
        engine.giveBack(account, attempt.each(), attempt.resources());
      }
    }
    Finding refused = findings.takeRefused();
    if (refusal == null) {
      return null;
    }
    return refused != null ? refused : findings.closer(account);
  }

  private boolean goesOn(Finding by) {
    Action then = by.limit().then();
    boolean pausesOn = then == Action.PAUSE && by.stopped() + by.others() >= MOST_PAUSES;
    return then == Action.THROTTLE || (peopleSayYes && (then == Action.APPROVE || pausesOn));
  }

  /** The limit pauses the account; true when somebody resumes it and there is room again. */
  private boolean isResumed(AccountLimits account, Finding by, Attempt attempt) {
    AccountLimits owner = by.rule() == null ? governor.accounts().find(by.account()) : account;
    if (by.limit().then() != Action.PAUSE || owner == null) {
      return false;
    }
    if (!peopleSayYes) {
      if (governor.pause(owner, by.limit().resource().name())) {
        findings.closes(owner, by);
      }
      return false;
    }
    if (by.stopped() + by.others() >= MOST_PAUSES
        || !governor.resume(owner)
        || fitting(account, attempt) == 0) {
      return false;
    }
    stop(account, attempt, 1, by);
    return true;
  }

  private void stop(AccountLimits account, Attempt attempt, long calls, Finding by) {
    Resource resource = by.limit().resource();
    boolean itsOwn = attempt.uses(resource) || attempt.resources().length == 0;
    if (!itsOwn && attempt.afterwards()) {
      // Bytes of calls that were stopped themselves.
      return;
    }
    String target = attempt.target();
    by.acted(clock.at(), target);
    by.stopped(itsOwn ? calls * attempt.each() : calls, itsOwn);
    if (incidents.size() < keep) {
      String name =
          itsOwn || attempt.resources().length == 0
              ? resource.name()
              : attempt.resources()[0].name();
      long amount = calls * attempt.each();
      incidents.add(new Incident(clock.at(), account.id(), name, amount, target, by));
    } else {
      notKept++;
    }
  }
}
