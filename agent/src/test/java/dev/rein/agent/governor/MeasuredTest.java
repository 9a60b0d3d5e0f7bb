package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.above;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.rate;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is measured has no call that asks for it: all calls of the account meet its limits. */
@Timeout(60)
class MeasuredTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final FakeClock clock = new FakeClock();

  private static Limit daily(long max, Action then) {
    return new Limit.Budget(
        Resource.CPU_TIME, max, max * 8 / 10, DAY, then, Duration.ofHours(30), "p.yaml:1");
  }

  private TestGovernor agent(Limit... limits) {
    return TestGovernor.unlimited().agent("coder", limits).at(clock);
  }

  private static void burn(TestGovernor test, long millis) {
    test.engine().transferred(test.account("coder"), Resource.CPU_TIME, millis);
    test.governor().tick();
  }

  private static @Nullable Refusal open(TestGovernor test) {
    return test.engine().charge(test.account("coder"), OPEN, "f");
  }

  @Test
  void aUsedUpBudgetPausesUntilItIsGrantedAgain() {
    TestGovernor test = agent(budget(Resource.CPU_TIME, 1_000, Action.PAUSE));
    burn(test, 999);
    assertThat(test.account("coder").isPaused()).isFalse();
    assertThat(test.account("coder").phase()).isEqualTo(Phase.WARNING);

    burn(test, 500);
    assertThat(test.account("coder").isPaused()).isTrue();
    assertThat(test.jvm().isPaused()).isFalse();
    assertThat(test.events().count("PAUSED coder cpu.time 1499")).isEqualTo(1);
    test.governor().tick();
    assertThat(test.events().count("PAUSED")).isEqualTo(1);

    assertThat(test.governor().resume(test.account("coder"))).isTrue();
    assertThat(test.events().lastMax()).isEqualTo(2_000);
    burn(test, 500);
    assertThat(test.account("coder").isPaused()).isFalse();
    burn(test, 1);
    assertThat(test.account("coder").isPaused()).isTrue();
    assertThat(used(test.jvm(), Resource.CPU_TIME)).isEqualTo(2_000);
  }

  @Test
  void aPausedAccountGoesOnInTheNextPeriod() {
    TestGovernor test = agent(daily(1_000, Action.PAUSE));
    burn(test, 1_000);
    assertThat(test.account("coder").isPaused()).isTrue();

    clock.pass(DAY);
    test.governor().tick();

    assertThat(test.account("coder").isPaused()).isFalse();
    assertThat(test.account("coder").phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void callsWaitForTheNextPeriod() throws Exception {
    TestGovernor test = agent(daily(1_000, Action.THROTTLE));
    burn(test, 1_200);
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.account("coder"), OPEN);
    clock.pass(DAY.minusSeconds(1));
    test.governor().tick();
    assertThat(call.isDone()).isFalse();

    clock.pass(Duration.ofSeconds(1));
    test.governor().tick();

    assertThat(call.answer()).isNull();
    assertThat(test.events().count("THROTTLED coder cpu.time")).isEqualTo(1);
    assertThat(test.events().count("RESUMED coder cpu.time")).isEqualTo(1);
    assertThat(test.account("coder").phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void refusedCallsSayWhatIsUsedUp() {
    TestGovernor test = agent(budget(Resource.CPU_TIME, 1_000, Action.DENY));
    burn(test, 1_200);

    Refusal refusal = Objects.requireNonNull(open(test));

    assertThat(refusal.reason())
        .isEqualTo("cpu.time of account 'coder' has reached its limit of 1s (used 1200ms)");
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.governor().resume(test.account("coder"))).isTrue();
    assertThat(open(test)).as("after it was granted once more").isNull();
  }

  @Test
  void anotherAmountLetsGo() {
    TestGovernor test = agent(budget(Resource.CPU_TIME, 1_000, Action.DENY));
    burn(test, 1_200);

    test.governor().setLimit(test.account("coder"), Resource.CPU_TIME, "budget", 5_000);
    test.governor().tick();

    assertThat(open(test)).isNull();
  }

  @Test
  void theSameLimitHoldsOnWhenThePolicyIsReadAnew() {
    TestGovernor test = agent(budget(Resource.CPU_TIME, 1_000, Action.DENY));
    burn(test, 1_200);

    test.governor().apply(test.policy());
    assertThat(open(test)).isNotNull();

    test.governor().apply(TestGovernor.unlimited().policy());
    assertThat(open(test)).isNull();
  }

  @Test
  void anOverdrawnRateHoldsUntilHalfOfItIsThere() {
    TestGovernor test = agent(rate(Resource.CPU_TIME, 30_000, MINUTE, Action.DENY));
    burn(test, 31_000);
    assertThat(open(test)).isNotNull();
    assertThat(test.account("coder").phase()).isEqualTo(Phase.INTERVENTION);

    clock.pass(Duration.ofSeconds(31));
    test.governor().tick();
    assertThat(open(test)).isNotNull();
    clock.pass(Duration.ofSeconds(1));
    test.governor().tick();

    assertThat(open(test)).isNull();
    assertThat(test.account("coder").phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void aRateThatPausesIsFullAgainWhenResumed() {
    TestGovernor test = agent(rate(Resource.CPU_TIME, 30_000, MINUTE, Action.PAUSE));
    burn(test, 31_000);
    assertThat(test.account("coder").isPaused()).isTrue();

    assertThat(test.governor().resume(test.account("coder"))).isTrue();
    test.governor().tick();

    assertThat(test.account("coder").isPaused()).isFalse();
  }

  @Test
  void itMayEndTheAccount() {
    TestGovernor test = agent(budget(Resource.MEMORY_ALLOCATED, 1_000, Action.TERMINATE));
    test.engine().transferred(test.account("coder"), Resource.MEMORY_ALLOCATED, 1_000);
    test.governor().tick();

    assertThat(test.account("coder").isTerminated()).isTrue();
    assertThat(test.events().blocked())
        .as("transfers to ask for, of what a call can be asked about")
        .contains("net.bytes.sent")
        .doesNotContain("memory.allocated");
  }

  @Test
  void whatOnlyWarnsTellsOnce() {
    TestGovernor test = agent(budget(Resource.CPU_TIME, 1_000, Action.WARN)).observing();
    for (int i = 0; i < 5; i++) {
      burn(test, 500);
    }

    assertThat(open(test)).isNull();
    assertThat(test.account("coder").phase()).isEqualTo(Phase.WARNING);
    assertThat(test.events().count("WARNED coder cpu.time")).isEqualTo(2);
  }

  @Test
  void levelsAreSetForTheJvmAndWhoeverHasALimitOnThem() {
    TestGovernor test = agent(above(Resource.HOST_CPU, 85, MINUTE, Action.PAUSE));
    test.governor().setLevel(Resource.HOST_CPU, 90);
    test.account("other");
    test.account("coder");
    test.governor().tick();

    assertThat(used(test.jvm(), Resource.HOST_CPU)).isEqualTo(90);
    assertThat(used(test.account("other"), Resource.HOST_CPU)).isZero();
    assertThat(test.account("coder").isPaused()).isTrue();
    assertThat(test.jvm().isPaused()).isFalse();
  }

  @Test
  void whatIsNotMeasuredYetIsNotLow() {
    Limit below =
        new Limit.Threshold(
            Resource.MEMORY_HEAP_LIVE,
            false,
            10,
            13,
            Duration.ZERO,
            Duration.ZERO,
            Action.PAUSE,
            null,
            List.of(),
            "p.yaml:1");
    TestGovernor test = agent(below);
    test.account("coder");
    test.governor().tick();
    assertThat(test.account("coder").isPaused()).isFalse();

    test.governor().setGauge(test.account("coder"), Resource.MEMORY_HEAP_LIVE, 9);
    test.governor().tick();
    assertThat(test.account("coder").isPaused()).isTrue();
  }

  @Test
  void aThresholdIsPassedWhenItHasBeenForAsLongAsItSays() {
    Limit limit = above(Resource.THREADS_LIVE, 100, MINUTE, Duration.ofSeconds(30), Action.PAUSE);
    TestGovernor test = TestGovernor.jvm(limit).at(clock);
    setAfter(test, 101, 0);
    setAfter(test, 101, 30);
    setAfter(test, 100, 1);
    setAfter(test, 101, 1);
    setAfter(test, 101, 59);
    assertThat(test.jvm().isPaused()).as("with a break").isFalse();
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);

    setAfter(test, 101, 1);
    assertThat(test.jvm().isPaused()).isTrue();

    test.governor().resume(test.jvm());
    assertThat(test.events().count("PAUSED")).isEqualTo(1);
  }

  private void setAfter(TestGovernor test, long value, int seconds) {
    clock.pass(Duration.ofSeconds(seconds));
    test.jvm().account().meter(Resource.THREADS_LIVE).set(value);
    test.governor().tick();
  }

  @Test
  void eventsSayWhatWasGrantedOnTop() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 5, Action.DENY)).at(clock);
    for (int i = 0; i < 6; i++) {
      Object unused = test.engine().charge(test.jvm(), OPEN, "f");
    }
    assertThat(test.events().lastMax()).isEqualTo(5);
    test.governor().resume(test.jvm());
    for (int i = 0; i < 6; i++) {
      Object unused = test.engine().charge(test.jvm(), OPEN, "f");
    }

    assertThat(test.events().count("DENIED jvm files.read 10")).isEqualTo(1);
    assertThat(test.events().lastMax()).isEqualTo(10);
  }
}
