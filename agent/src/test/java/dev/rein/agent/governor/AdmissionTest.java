package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.above;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Priority;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Under load new work waits, the low first; what has begun goes on, and one job always runs. */
@Timeout(60)
class AdmissionTest {
  private static final Duration COOL_DOWN = Duration.ofSeconds(30);
  private static final Resource[] REQUEST = {Resource.HTTP_REQUESTS, Resource.HTTP_IN_FLIGHT};
  private static final Resource[] PROCESS = {Resource.PROCESSES_SPAWNED, Resource.PROCESSES_LIVE};

  private final FakeClock clock = new FakeClock();
  private final TestGovernor test =
      TestGovernor.jvm(limit(Action.THROTTLE))
          .agent("high", Priority.HIGH)
          .agent("low", Priority.LOW)
          .agent("low2", Priority.LOW)
          .at(clock);
  private final WaitingCalls calls = new WaitingCalls(test);

  private static Limit limit(Action then) {
    return above(Resource.HOST_CPU, 85, COOL_DOWN, then);
  }

  private void load(long percent) {
    load(test, percent);
  }

  private static void load(TestGovernor test, long percent) {
    test.governor().setLevel(Resource.HOST_CPU, percent);
    test.governor().tick();
  }

  private void pass(Duration time) {
    clock.pass(time);
    test.governor().tick();
  }

  private static AccountLimits begin(TestGovernor test, String agent) {
    Object begun = test.governor().beginAgent(test.jvm(), agent);
    assertThat(begun).as("begin of %s", agent).isInstanceOf(AccountLimits.class);
    return (AccountLimits) begun;
  }

  private void end(AccountLimits account) {
    test.governor().endAgent(account, test.jvm());
  }

  @Test
  void newWorkOfTheLowWaitsUntilTheCoolDownIsOver() throws Exception {
    AccountLimits high = begin(test, "high");
    AccountLimits low = begin(test, "low");
    load(86);
    assertThat(test.jvm().phase()).isEqualTo(Phase.INTERVENTION);

    WaitingCall waiting = calls.beginAndWait("low2");
    assertThat(test.events().count("THROTTLED jvm host.cpu 86")).isEqualTo(1);
    assertThat(test.account("low2").waitingFor()).isEqualTo("host.cpu");
    assertThat(test.engine().charge(low, OPEN, "inside a job")).isNull();
    assertThat(test.engine().begin(NewWork.PROCESS, low, PROCESS, 1, "p", Rules.Match.NONE))
        .isNull();
    assertThat(begin(test, "high")).isSameAs(high);

    load(85);
    pass(COOL_DOWN.minusSeconds(1));
    assertThat(waiting.isDone()).isFalse();
    pass(Duration.ofSeconds(1));
    assertThat(waiting.answer()).isNull();
    assertThat(test.events().count("RESUMED jvm host.cpu")).isEqualTo(1);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);
    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isEqualTo(4);
  }

  @Test
  void oneJobAlwaysRuns() throws Exception {
    load(100);
    AccountLimits low = begin(test, "low");
    WaitingCall second = calls.beginAndWait("low2");
    WaitingCall third = calls.beginAndWait("low2");

    end(low);
    assertThat(second.answer()).isNull();
    assertThat(third.isDone()).isFalse();
    end(test.account("low2"));
    assertThat(third.answer()).isNull();
  }

  @Test
  void theNextClassFollowsWhileTheLoadStays() throws Exception {
    AccountLimits low = begin(test, "low");
    test.account("high");
    load(100);
    assertThat(begin(test, "high")).isNotNull();
    assertThat(begin(test, "standard")).isNotNull();

    pass(WorkHold.SHORTEST_STEP);
    WaitingCall standard = calls.beginAndWait("standard");
    assertThat(begin(test, "high")).isNotNull();
    load(80);
    pass(WorkHold.SHORTEST_STEP);
    load(100);
    pass(WorkHold.SHORTEST_STEP.minusNanos(1));
    assertThat(begin(test, "high")).as("the time counts anew").isNotNull();
    pass(Duration.ofNanos(1));
    WaitingCall high = calls.beginAndWait("high");

    load(10);
    pass(COOL_DOWN);
    assertThat(standard.answer()).isNull();
    assertThat(high.answer()).isNull();
    end(low);
  }

  @Test
  void theLimitOfAnAgentHoldsItWhateverItsPriority() throws Exception {
    TestGovernor own =
        TestGovernor.unlimited()
            .agent("high", Priority.HIGH, limit(Action.THROTTLE))
            .agent("low", Priority.LOW)
            .at(clock);
    AccountLimits high = begin(own, "high");
    own.governor().setLevel(Resource.HOST_CPU, 90);
    own.governor().tick();

    WaitingCall waiting = new WaitingCalls(own).beginAndWait("high");
    assertThat(begin(own, "low")).isNotNull();
    own.governor().endAgent(high, own.jvm());
    assertThat(waiting.answer()).isNull();
  }

  @Test
  void denies() {
    TestGovernor denying = TestGovernor.jvm(limit(Action.DENY)).at(clock);
    load(denying, 90);
    AccountLimits first = begin(denying, "coder");

    assertThat(denying.governor().beginAgent(denying.jvm(), "coder"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.resource()).isEqualTo("host.cpu"));
    assertThat(denying.events().count("DENIED jvm host.cpu 90")).isEqualTo(1);
    assertThat(denying.engine().charge(first, OPEN, "inside")).isNull();
    denying.governor().endAgent(first, denying.jvm());
    assertThat(begin(denying, "coder")).isNotNull();
  }

  @Test
  void aProgramWithoutAgentsHasItsCallsHeld() throws Exception {
    AccountLimits jvm = test.jvm();
    load(90);
    assertThat(test.engine().charge(jvm, OPEN, "no new work")).isNull();
    assertThat(calls.begin(NewWork.REQUEST, jvm, REQUEST).answer()).isNull();

    WaitingCall process = calls.beginAndWait(NewWork.PROCESS, jvm, PROCESS);
    WaitingCall request = calls.beginAndWait(NewWork.REQUEST, jvm, REQUEST);
    test.engine().giveBack(jvm, Resource.HTTP_IN_FLIGHT);
    assertThat(process.answer()).isNull();
    assertThat(request.isDone()).isFalse();
    test.engine().giveBack(jvm, Resource.PROCESSES_LIVE);
    assertThat(request.answer()).isNull();
  }

  @Test
  void childrenThatWereThereBeforeAreNoJob() throws Exception {
    assertThat(calls.begin(NewWork.PROCESS, test.jvm(), PROCESS).answer()).isNull();
    load(90);

    assertThat(calls.begin(NewWork.PROCESS, test.jvm(), PROCESS).answer()).isNull();
    WaitingCall next = calls.beginAndWait(NewWork.PROCESS, test.jvm(), PROCESS);
    test.engine().giveBack(test.jvm(), Resource.PROCESSES_LIVE);
    assertThat(next.answer()).isNull();
  }

  @Test
  void aCallOfAModelGoesOnForAWhile() throws Exception {
    AccountLimits jvm = test.jvm();
    load(90);
    assertThat(calls.begin(NewWork.MODEL_CALL, jvm, Resource.LLM_CALLS).answer()).isNull();
    assertThat(calls.begin(NewWork.REQUEST, jvm, REQUEST).answer()).as("its own").isNull();
    test.engine().giveBack(jvm, Resource.HTTP_IN_FLIGHT);

    WaitingCall next = calls.beginAndWait(NewWork.MODEL_CALL, jvm, Resource.LLM_CALLS);
    clock.pass(Duration.ofSeconds(5));
    jvm.summon();
    assertThat(next.answer()).isNull();
  }

  @Test
  void observedItHoldsNothing() {
    TestGovernor observed = TestGovernor.jvm(limit(Action.THROTTLE)).at(clock).observing();
    load(observed, 100);
    begin(observed, "coder");
    begin(observed, "coder");

    assertThat(observed.governor().jobs().acquire(observed.jvm(), 0)).isNull();
    assertThat(observed.events().count("OBSERVED jvm host.cpu 100")).isEqualTo(1);
  }

  @Test
  void aReloadedPolicyHoldsOnOrLetsGo() throws Exception {
    AccountLimits low = begin(test, "low");
    load(90);
    WaitingCall waiting = calls.beginAndWait("low");

    test.governor().apply(test.policy());
    test.governor().tick();
    assertThat(calls.beginAndWait("low2").isDone()).isFalse();

    test.governor().apply(TestGovernor.unlimited().policy());
    assertThat(waiting.answer()).isNull();
    end(low);
  }

  @Test
  void anotherAmountLetsGo() throws Exception {
    AccountLimits low = begin(test, "low");
    load(90);
    WaitingCall waiting = calls.beginAndWait("low");

    test.governor().setLimit(test.jvm(), Resource.HOST_CPU, "above", 95);
    assertThat(waiting.answer()).isNull();
    end(low);
  }

  @Test
  void whoIsEndedWhileItWaitsIsRefused() throws Exception {
    AccountLimits low = begin(test, "low");
    load(90);
    WaitingCall waiting = calls.beginAndWait("low2");

    test.governor().terminate(test.account("low2"), "enough");
    assertThat(waiting.answer()).isNotNull();
    end(low);
    assertThat(begin(test, "low")).isNotNull();
  }

  @Test
  void whoIsPausedWhileItWaitsDoesNotHoldUpTheOthers() throws Exception {
    AccountLimits first = begin(test, "low");
    load(90);
    WaitingCall paused = calls.beginAndWait("low2");
    WaitingCall behind = calls.beginAndWait("low");

    test.governor().pause(test.account("low2"), "by hand");
    end(first);
    assertThat(behind.answer()).isNull();
    assertThat(paused.isDone()).isFalse();
    assertThat(test.governor().resume(test.account("low2"))).isTrue();
    end(first);
    assertThat(paused.answer()).isNull();
  }

  @Test
  void thoseThatWaitInVainAreRefused() throws Exception {
    Limit.Threshold hasty =
        new Limit.Threshold(
            Resource.HOST_CPU,
            true,
            85,
            68,
            Duration.ZERO,
            COOL_DOWN,
            Action.THROTTLE,
            Duration.ofMillis(5),
            java.util.List.of(),
            "p.yaml:1");
    TestGovernor impatient = TestGovernor.jvm(hasty);
    load(impatient, 90);
    begin(impatient, "coder");

    assertThat(impatient.governor().beginAgent(impatient.jvm(), "coder"))
        .isInstanceOf(Refusal.class);
    assertThat(impatient.events().count("DENIED")).isEqualTo(1);
  }

  @Test
  void whoMayNotWaitIsRefused() {
    TestGovernor hurried = TestGovernor.jvm(limit(Action.THROTTLE)).at(clock).withoutWaits();
    load(hurried, 90);
    begin(hurried, "coder");

    assertThat(hurried.governor().beginAgent(hurried.jvm(), "coder")).isInstanceOf(Refusal.class);
  }

  @Test
  void allGoOnWhenReinGoes() throws Exception {
    AccountLimits low = begin(test, "low");
    load(90);
    WaitingCall waiting = calls.beginAndWait("low");

    test.governor().stop();
    assertThat(waiting.answer()).isNull();
    end(low);
  }
}
