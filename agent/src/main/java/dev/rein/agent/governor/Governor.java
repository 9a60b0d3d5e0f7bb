package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a JVM's accounts to its policy: what intercepted calls, the program itself, people and time
 * can do to them. Any thread, but for {@link #tick}.
 */
public final class Governor {
  private static final Resource[] SUBTASK = {Resource.SUBTASKS_SPAWNED};

  private final NanoClock clock;
  private final PolicyEvents events;
  private final AccountTree accounts;
  private final Approvals approvals;
  private final Transfers transfers;
  private final Interventions interventions;
  private final LimitJudge judge;
  private final PolicyEngine engine;
  private final Levels levels;
  private final ThresholdWatch thresholds;
  private final MeasuredWatch measured;
  private final VolumeLimits volumes;
  private final ProviderLimits providers;
  private final ToolLoops toolLoops;
  private final Endings endings;
  private final AdmissionControl admission;
  private final Jobs jobs;
  private long timersLookedAt;

  public Governor(
      Policy policy,
      NanoClock clock,
      PolicyEvents events,
      CallSite callSite,
      Remedy remedy,
      HostThreads threads) {
    this.clock = clock;
    this.events = events;
    this.accounts = new AccountTree(policy, clock, events::accountOpened, this::accountOpened);
    this.approvals = new Approvals(clock, events);
    this.transfers = new Transfers(accounts, events);
    this.interventions = new Interventions(accounts, events, transfers, approvals);
    this.judge = new LimitJudge(accounts, events, callSite, interventions, approvals, remedy);
    this.admission = new AdmissionControl(accounts, judge);
    this.engine = new PolicyEngine(events, judge, transfers, admission);
    this.thresholds = new ThresholdWatch(events, interventions, transfers, admission);
    this.jobs = new Jobs(accounts, engine, admission, events, judge, clock);
    this.levels = new Levels(accounts);
    this.measured = new MeasuredWatch(events, interventions, transfers);
    this.volumes = new VolumeLimits(accounts, events, callSite, remedy, engine, transfers, clock);
    this.providers = new ProviderLimits(events, callSite, remedy, engine, levels, clock);
    this.toolLoops = new ToolLoops(engine, judge, events);
    this.endings = new Endings(threads);
    this.timersLookedAt = clock.nanos();
    engine.setRules(Rules.NONE.with(policy.rules(), enforces(policy), clock));
    volumes.update();
    transfers.update();
  }

  private static boolean enforces(Policy policy) {
    return policy.mode() == Mode.ENFORCE;
  }

  private void accountOpened() {
    volumes.update();
    transfers.update();
  }

  /** Charges what calls use. */
  public PolicyEngine engine() {
    return engine;
  }

  public AccountTree accounts() {
    return accounts;
  }

  /** What needs more room on volumes. */
  public VolumeLimits volumes() {
    return volumes;
  }

  /** What the providers of models still take. */
  public ProviderLimits providers() {
    return providers;
  }

  /** Calls of tools that repeat. */
  public ToolLoops toolLoops() {
    return toolLoops;
  }

  /** Work that the program itself asks to begin, and how much of it goes on. */
  public Jobs jobs() {
    return jobs;
  }

  /**
   * An agent begins to work within another account: a job where that is the JVM, else a sub-task of
   * it, unless it is the agent itself.
   *
   * @return its {@link AccountLimits}, or the {@link Refusal} that says why it must not begin
   */
  public Object beginAgent(AccountLimits parent, String name) {
    AccountLimits account = accounts.agent(parent, name);
    if (account.isTerminated()) {
      Call call = new Call(account, SUBTASK, 1, name, Rules.Match.NONE.limits());
      if (judge.atGate(account, call) instanceof Verdict.Refuse refuse) {
        return refuse.refusal();
      }
    }
    Refusal refusal = null;
    if (parent == accounts.jvm()) {
      refusal = jobs.beginRun(account, name);
    } else if (account != parent) {
      refusal = engine.charge(parent, SUBTASK, name);
    }
    if (refusal != null) {
      return refusal;
    }
    account.progress().begin();
    return account;
  }

  /**
   * An agent's work has ended.
   *
   * @param parent the account that it began within
   */
  public void endAgent(AccountLimits account, AccountLimits parent) {
    account.progress().end();
    if (parent == accounts.jvm()) {
      jobs.endRun(account);
    }
  }

  /** How many times an agent is at work right now. */
  public int active(AccountLimits account) {
    return account.progress().active();
  }

  /**
   * When an account's last deliverable was, in milliseconds since 1970; null when there was none.
   */
  public @Nullable Long lastDelivered(AccountLimits account) {
    return account.progress().lastDelivered();
  }

  /** Holds up an account's calls until it is resumed; false when it is paused or ended already. */
  public boolean pause(AccountLimits account, String reason) {
    return interventions.pause(account, reason);
  }

  /**
   * Lets an account go on, and grants each budget that is used up once more.
   *
   * @return false when there is nothing to resume, or the account is ended
   */
  public boolean resume(AccountLimits account) {
    return interventions.resume(account);
  }

  /**
   * Waits while an account is paused.
   *
   * @param nanos the longest that is waited
   * @return false when it is paused still, also because the thread was interrupted, and stays so
   */
  public boolean awaitResume(AccountLimits account, long nanos) {
    return account.gate().awaitResume(nanos);
  }

  /** Ends an account and those below it; false when that was so before. */
  public boolean terminate(AccountLimits account, String reason) {
    return interventions.terminate(account, reason, null);
  }

  /** An account got something done, and with it those above. */
  public void deliver(AccountLimits account, long wallMillis) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      level.progress().delivered(wallMillis);
      level.account().meter(Resource.TIME_SINCE_DELIVERABLE).set(0);
      for (ResourceLimits limits : level.limited()) {
        limits.settle();
        if (limits.resource().equals(Resource.TIME_SINCE_DELIVERABLE)) {
          for (ThresholdState state : limits.thresholds()) {
            limits.reset(state);
            boolean unused = level.gate().release(state);
          }
        }
      }
      level.updatePhase("deliverable", events);
    }
    transfers.update();
  }

  /**
   * Sets the amount of an account's limits on a resource until a policy is read anew.
   *
   * @param kind the policy's word for the kind of limit; empty for all there are
   * @return the limits as they are now; empty when there is none of the kind
   */
  public List<Limit> setLimit(AccountLimits account, Resource resource, String kind, long max) {
    ResourceLimits limits = account.of(resource);
    List<Limit> changed = limits.setMax(kind, max);
    for (LimitState state : limits.states()) {
      // The next look at what is measured holds it again if it has to.
      boolean unused = account.gate().release(state);
      WorkHold unusedHold = admission.release(account, state);
    }
    changed.forEach(limit -> events.limitChanged(account.account(), limit, true));
    volumes.update();
    providers.update();
    settle(account);
    transfers.update();
    return changed;
  }

  /** The calls that wait for a person, oldest first. */
  public List<Approval> approvals() {
    return approvals.pending();
  }

  /** Says yes or no to one of them; false when it does not wait any more. */
  public boolean decide(long number, boolean approved, String by) {
    return approvals.decide(number, approved, by);
  }

  /** Holds everything to another policy from now on; what was used stays used. */
  public synchronized void apply(Policy policy) {
    accounts.apply(policy, (account, before) -> tellChanges(account, before, account.limits()));
    engine.setRules(engine.rules().with(policy.rules(), enforces(policy), clock));
    jobs.apply(policy);
    volumes.update();
    providers.update();
    accounts.all().forEach(this::settle);
    transfers.update();
  }

  private void tellChanges(AccountLimits account, List<Limit> before, List<Limit> after) {
    without(before, after).forEach(gone -> events.limitChanged(account.account(), gone, false));
    without(after, before).forEach(fresh -> events.limitChanged(account.account(), fresh, true));
  }

  private static List<Limit> without(List<Limit> limits, List<Limit> others) {
    List<Limit> rest = new ArrayList<>(limits);
    rest.removeIf(one -> others.stream().anyMatch(other -> LimitState.isSame(one, other)));
    return rest;
  }

  /**
   * After its limits have changed: one that paused the account and is not reached now lets it go.
   */
  private void settle(AccountLimits account) {
    if (account.gate().reason() instanceof Gate.Paused paused) {
      Gate.Cause by = paused.by();
      if (by != null && !by.limits().stillPauses(by.limit())) {
        goOn(account, by);
      }
    }
    for (ResourceLimits limits : account.limited()) {
      limits.lookAnew();
    }
    account.updatePhase("policy", events);
  }

  /** What an earlier JVM of this name has used of a budget counts here too. */
  public void restoreUse(AccountLimits account, Resource resource, long used) {
    account.of(resource).takeAnyway(used);
  }

  /** What an earlier JVM of this name was granted on top of a limit holds here too. */
  public void restoreGrant(AccountLimits account, Resource resource, String kind, long amount) {
    for (Limit limit : account.of(resource).grant(kind, amount)) {
      events.granted(account.account(), limit, amount);
    }
  }

  /**
   * Sets what was measured of the JVM or its host as a whole, such as {@code host.cpu}: for the JVM
   * and for each account with a limit on it. Any thread.
   */
  public void setLevel(Resource resource, long value) {
    levels.set(resource, value);
  }

  /** Sets what was measured of one account alone, such as its {@code cpu.share}. Any thread. */
  public void setGauge(AccountLimits account, Resource resource, long value) {
    account.of(resource).set(value);
  }

  /** The account of an id, opened if there is none. */
  public AccountLimits account(String id) {
    AccountLimits account = accounts.jvm();
    if (!id.equals(account.id())) {
      for (String name : id.split("/", -1)) {
        account = accounts.agent(account, name);
      }
    }
    return account;
  }

  /** Does what is due by time. One thread, every second or as often as {@link #tickInterval}. */
  public void tick() {
    Policy policy = accounts.policy();
    long now = clock.nanos();
    boolean timers = now - timersLookedAt >= policy.checkInterval().toNanos();
    if (timers) {
      timersLookedAt = now;
    }
    providers.look();
    boolean any = false;
    for (ResourceLimits limits : engine.rules().all()) {
      any |= limits.recover();
    }
    for (AccountLimits account : accounts.all()) {
      boolean changed = false;
      for (ResourceLimits limits : account.limited()) {
        changed |= limits.recover();
      }
      changed |= account.isPaused() && goOnInNewPeriod(account);
      if (changed) {
        any = true;
        account.updatePhase("recovered", events);
      }
      levels.bringTo(account);
      thresholds.look(account, timers, now);
      measured.look(account);
    }
    jobs.tick(now);
    if (any) {
      transfers.update();
    }
    Duration timeout = policy.intervention().pauseTimeout();
    if (timeout != null) {
      interventions.expire(timeout.toNanos(), policy.intervention().autoTerminate());
    }
    endings.look(interventions.ended(), policy.intervention(), now);
  }

  /** A new period of a budget lets an account go on that the former's has paused. */
  private boolean goOnInNewPeriod(AccountLimits account) {
    Gate.Cause by = account.gate().reason() instanceof Gate.Paused paused ? paused.by() : null;
    return by != null
        && by.limit() instanceof Limit.Budget budget
        && budget.period() != null
        && !by.limits().isFull()
        && goOn(account, by);
  }

  private boolean goOn(AccountLimits account, Gate.Cause by) {
    if (!account.gate().resume()) {
      return false;
    }
    long used = by.limits().meter().used();
    long max = by.limits().maxOf(by.limit());
    events.atLimit(PolicyEvents.Kind.RESUMED, account.account(), by.limit(), max, used, null);
    return true;
  }

  /** How often {@link #tick} wants to be called. */
  public Duration tickInterval() {
    Duration check = accounts.policy().checkInterval();
    Duration second = Duration.ofSeconds(1);
    return check.compareTo(second) < 0 ? check : second;
  }

  /**
   * Ends all judging: whoever waits goes on, and so does every call from now on. Only a call that
   * waits for a person's yes is refused, since nobody has said it.
   */
  public void stop() {
    engine.stop();
    accounts.release();
    for (AccountLimits account : accounts.all()) {
      account.gate().dismiss();
      account.summon();
    }
    approvals.lookAgain();
  }
}
