package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.above;
import static dev.rein.agent.governor.TestGovernor.budget;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How an account comes into a phase, and back. */
class PhaseTest {
  private final FakeClock clock = new FakeClock();

  private static void charge(TestGovernor test, AccountLimits account, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(test.engine().charge(account, OPEN, "f")).isNull();
    }
  }

  @Test
  void aDeliverableEndsAWarningAndTheNextComesHalfWay() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 100, Action.DENY)).at(clock);
    charge(test, test.jvm(), 80);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);

    test.governor().deliver(test.jvm(), 1_000);
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    assertThat(test.governor().lastDelivered(test.jvm())).isEqualTo(1_000);
    charge(test, test.jvm(), 9);
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    charge(test, test.jvm(), 1);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);

    test.governor().deliver(test.jvm(), 2_000);
    test.governor().apply(test.policy());
    charge(test, test.jvm(), 4);
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    charge(test, test.jvm(), 1);
    assertThat(test.events().count("WARNED")).isEqualTo(3);
  }

  @Test
  void aDeliverableEndsTheWarningOfALimitThatIsOnlyWatched() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 10, Action.WARN)).at(clock);
    charge(test, test.jvm(), 11);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);

    test.governor().deliver(test.jvm(), 1);

    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    charge(test, test.jvm(), 4);
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    charge(test, test.jvm(), 1);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);
  }

  @Test
  void aNewPeriodBringsTheWholeBudgetAndEndsItsPause() {
    Limit daily =
        new Limit.Budget(
            Resource.FILES_READ, 2, 2, Duration.ofDays(1), Action.PAUSE, null, "p.yaml:1");
    TestGovernor test = TestGovernor.jvm(daily).at(clock);
    charge(test, test.jvm(), 2);
    test.governor().pause(test.account("other"), "lunch");
    Gate.Cause by = new Gate.Cause(test.jvm().of(Resource.FILES_READ), daily);
    assertThat(test.jvm().gate().pause("files.read", by)).isTrue();

    clock.pass(Duration.ofHours(23));
    test.governor().tick();
    assertThat(test.jvm().isPaused()).isTrue();
    clock.pass(Duration.ofHours(1));
    test.governor().tick();

    assertThat(test.jvm().isPaused()).isFalse();
    assertThat(test.account("other").isPaused()).isTrue();
    charge(test, test.jvm(), 2);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);
  }

  @Test
  void theTimerRunsWhileTheAgentWorksAndADeliverableSetsItBack() {
    Limit timer =
        above(
            Resource.TIME_SINCE_DELIVERABLE,
            Duration.ofMinutes(5).toMillis(),
            Duration.ZERO,
            Action.PAUSE);
    TestGovernor test =
        TestGovernor.unlimited().agent("coder", timer).at(clock).checkingEvery(Duration.ZERO);
    AccountLimits coder = (AccountLimits) test.governor().beginAgent(test.jvm(), "coder");
    clock.pass(Duration.ofMinutes(4));
    test.governor().tick();
    assertThat(coder.phase()).isEqualTo(Phase.WARNING);

    test.governor().deliver(coder, 1);
    assertThat(coder.phase()).isEqualTo(Phase.NORMAL);
    clock.pass(Duration.ofMinutes(5).plusMillis(1));
    test.governor().tick();
    assertThat(coder.isPaused()).isTrue();
    assertThat(coder.phase()).isEqualTo(Phase.INTERVENTION);

    assertThat(test.governor().resume(coder)).isTrue();
    assertThat(coder.phase()).isEqualTo(Phase.NORMAL);
    clock.pass(Duration.ofMinutes(4));
    test.governor().tick();
    assertThat(coder.phase()).isEqualTo(Phase.WARNING);

    test.governor().endAgent(coder, test.jvm());
    test.governor().tick();
    assertThat(coder.phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void transferredAmountsThatPassAHeldLimitAreAWarning() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.LLM_TOKENS, 10, Action.DENY));

    test.engine().transferred(test.jvm(), Resource.LLM_TOKENS, 50);

    assertThat(test.events().told())
        .containsExactly("WARNED jvm llm.tokens 50", "normal -> intervention");
  }
}
