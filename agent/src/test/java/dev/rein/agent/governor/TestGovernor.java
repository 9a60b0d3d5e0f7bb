package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.AccountPolicy;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Intervention;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.ModelPolicy;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Priority;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.text.Glob;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a governor with a policy made of objects, and keeps what it tells. */
public final class TestGovernor {
  static final Resource[] OPEN = {Resource.FILES_READ, Resource.FILES_ACCESSED};

  private final List<Limit> jvmLimits;
  private final List<AgentPolicy> agents = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();
  private final RecordedEvents events = new RecordedEvents();
  private final TestCallSite callSite = new TestCallSite();
  private final TestThreads threads = new TestThreads();
  private NanoClock clock = NanoClock.SYSTEM;
  private Mode mode = Mode.ENFORCE;
  private Intervention intervention = Intervention.DEFAULT;
  private Duration checkInterval = Policy.CHECK_INTERVAL;
  private @Nullable Governor governor;

  private TestGovernor(List<Limit> jvmLimits) {
    this.jvmLimits = jvmLimits;
  }

  /** One whose JVM is held to these limits. */
  static TestGovernor jvm(Limit... limits) {
    return new TestGovernor(List.of(limits));
  }

  public static TestGovernor unlimited() {
    return new TestGovernor(List.of());
  }

  TestGovernor agent(String name, Limit... limits) {
    return agent(name, Priority.STANDARD, limits);
  }

  TestGovernor agent(String name, Priority priority, Limit... limits) {
    AccountPolicy account = new AccountPolicy("", priority, List.of(limits));
    agents.add(new AgentPolicy(Glob.of(name), List.of(), List.of(), account, ""));
    return this;
  }

  TestGovernor rule(Rule rule) {
    rules.add(rule);
    return this;
  }

  TestGovernor at(NanoClock newClock) {
    clock = newClock;
    return this;
  }

  TestGovernor observing() {
    mode = Mode.OBSERVE;
    return this;
  }

  TestGovernor intervening(Intervention newIntervention) {
    intervention = newIntervention;
    return this;
  }

  TestGovernor checkingEvery(Duration interval) {
    checkInterval = interval;
    return this;
  }

  /** Calls come from where they must not be refused. */
  TestGovernor withoutRefusals() {
    callSite.mayBeRefused = false;
    return this;
  }

  /** Calls come from where they must not wait. */
  TestGovernor withoutWaits() {
    callSite.mayWait = false;
    return this;
  }

  Policy policy() {
    return new Policy(
        mode,
        new AccountPolicy("", Priority.STANDARD, jvmLimits),
        AccountPolicy.NONE,
        agents,
        rules,
        intervention,
        checkInterval,
        ModelPolicy.DEFAULT,
        "a test's policy");
  }

  public synchronized Governor governor() {
    if (governor == null) {
      governor = new Governor(policy(), clock, events, callSite, new TestRemedy(), threads);
    }
    return governor;
  }

  public PolicyEngine engine() {
    return governor().engine();
  }

  public AccountLimits jvm() {
    return governor().accounts().jvm();
  }

  /** The account of an agent below the JVM. */
  public AccountLimits account(String name) {
    return governor().account(name);
  }

  RecordedEvents events() {
    return events;
  }

  TestThreads threads() {
    return threads;
  }

  static Limit budget(Resource resource, long max, Action then) {
    return new Limit.Budget(resource, max, warnAt(max), null, then, null, "p.yaml:1");
  }

  static Limit rate(Resource resource, long max, Duration window, Action then) {
    return new Limit.Rate(resource, max, window, max, then, Duration.ofMinutes(1), "p.yaml:1");
  }

  static Limit atMost(Resource resource, long max, Action then) {
    return new Limit.AtMost(resource, max, warnAt(max), then, null, "p.yaml:1");
  }

  static Limit above(Resource resource, long max, Duration coolDown, Action then) {
    return above(resource, max, Duration.ZERO, coolDown, then);
  }

  static Limit above(
      Resource resource, long max, Duration sustain, Duration coolDown, Action then) {
    return new Limit.Threshold(
        resource, true, max, warnAt(max), sustain, coolDown, then, null, List.of(), "p.yaml:1");
  }

  private static long warnAt(long max) {
    return Math.max(1, (max * 8 + 9) / 10);
  }

  public static long used(AccountLimits account, Resource resource) {
    return account.account().meter(resource).used();
  }

  /** Whether calls may be refused or held up, as a test says. */
  private static final class TestCallSite implements CallSite {
    private boolean mayBeRefused = true;
    private boolean mayWait = true;

    @Override
    public boolean mayBeRefused() {
      return mayBeRefused;
    }

    @Override
    public boolean mayWait() {
      return mayWait;
    }

    @Override
    public String describe(@Nullable Object target) {
      return String.valueOf(target);
    }
  }

  private static final class TestRemedy implements Remedy {
    @Override
    public String forLimit(String account, Limit limit) {
      return "raise it";
    }

    @Override
    public String whilePaused(String account) {
      return "resume it";
    }

    @Override
    public String whenTerminated(String account) {
      return "start anew";
    }

    @Override
    public String whenNotApproved(String account, Limit limit) {
      return "approve it";
    }
  }

  /** Tells whose threads were interrupted, and whether the JVM would have ended. */
  static final class TestThreads implements HostThreads {
    private final List<String> done = new ArrayList<>();
    private int alive;

    void setAlive(int threads) {
      alive = threads;
    }

    @Override
    public int interrupt(AccountLimits account) {
      done.add("interrupt " + account.id());
      return alive;
    }

    @Override
    public void exit(String reason) {
      done.add("exit");
    }

    List<String> done() {
      return done;
    }
  }
}
