package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.rate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Intervention;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever waits for whatever is refused when its account ends. */
@Timeout(60)
class TerminationTest {
  private final FakeClock clock = new FakeClock();

  @Test
  void aCallAtTheGateOfAnAccountAboveIsRefused() throws Exception {
    TestGovernor test = TestGovernor.unlimited().agent("coder").at(clock);
    AccountLimits coder = test.account("coder");
    test.governor().pause(test.jvm(), "lunch");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(coder, OPEN);

    test.governor().terminate(coder, "enough");

    assertThat(call.answer()).extracting(Refusal::account).isEqualTo("coder");
    assertThat(coder.phase()).isEqualTo(Phase.TERMINATION);
    assertThat(coder.waiting()).isZero();
    assertThat(test.jvm().isTerminated()).isFalse();
  }

  @Test
  void callsInLineForALimitAboveAreRefusedAndOthersStay() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 1, Duration.ofHours(1), Action.THROTTLE))
            .at(clock);
    AccountLimits coder = test.account("coder");
    AccountLimits other = test.account("tester");
    assertThat(test.engine().charge(other, OPEN, "f")).isNull();
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall first = calls.chargeAndWait(other, OPEN);
    WaitingCall second = calls.chargeAndWait(coder, OPEN);

    test.governor().terminate(coder, "enough");

    assertThat(second.answer()).extracting(Refusal::account).isEqualTo("coder");
    assertThat(first.isDone()).isFalse();
    test.governor().stop();
    assertThat(first.answer()).isNull();
  }

  @Test
  void aCallThatAsksForApprovalIsRefused() throws Exception {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 0, Action.APPROVE)).at(clock);
    AccountLimits coder = test.account("coder");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(coder, OPEN);

    test.governor().terminate(coder, "enough");

    assertThat(call.answer()).extracting(Refusal::reason).asString().contains("terminated");
    assertThat(test.governor().approvals()).isEmpty();
  }

  @Test
  void whatIsPausedWithinAnEndedAccountIsRefused() {
    TestGovernor test = TestGovernor.unlimited().at(clock);
    test.governor().terminate(test.account("lead"), "enough");
    AccountLimits late = test.governor().account("lead/coder");
    test.governor().pause(late, "lunch");

    assertThat(test.engine().charge(late, OPEN, "f"))
        .extracting(Refusal::account)
        .isEqualTo("lead");
  }

  @Test
  void aLimitEndsTheAccountThatItIsOf() {
    TestGovernor test =
        TestGovernor.unlimited().agent("lead", budget(Resource.FILES_READ, 1, Action.TERMINATE));
    AccountLimits coder = test.governor().account("lead/coder");
    assertThat(test.engine().charge(coder, OPEN, "f")).isNull();
    assertThat(test.engine().charge(coder, OPEN, "f")).isNotNull();

    assertThat(test.account("lead").isTerminated()).isTrue();
    assertThat(coder.isTerminated()).isTrue();
    assertThat(test.governor().resume(coder)).isFalse();
    assertThat(test.events().count("TERMINATED lead")).isEqualTo(1);
  }

  @Test
  void threadsAreInterruptedAfterTheGraceAndTheJvmEndsAfterAnother() {
    TestGovernor test =
        TestGovernor.unlimited()
            .at(clock)
            .intervening(new Intervention(true, null, false, Duration.ofSeconds(10), true));
    test.threads().setAlive(1);
    test.governor().terminate(test.account("coder"), "enough");
    test.governor().tick();
    assertThat(test.threads().done()).isEmpty();

    clock.pass(Duration.ofSeconds(10));
    test.governor().tick();
    assertThat(test.threads().done()).containsExactly("interrupt coder");

    clock.pass(Duration.ofSeconds(10));
    test.governor().tick();
    assertThat(test.threads().done()).last().isEqualTo("exit");
  }

  @Test
  void aPauseThatNobodyEndsInTimeEndsTheAccount() throws Exception {
    TestGovernor test =
        TestGovernor.unlimited()
            .at(clock)
            .intervening(
                new Intervention(true, Duration.ofMinutes(5), true, Duration.ofSeconds(10), false));
    AccountLimits coder = test.account("coder");
    test.governor().pause(coder, "lunch");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(coder, OPEN);

    clock.pass(Duration.ofMinutes(5));
    test.governor().tick();

    assertThat(call.answer()).isNotNull();
    assertThat(coder.isTerminated()).isTrue();
  }

  @Test
  void aPauseThatNobodyEndsInTimeRefusesWhoWaitsUntilItIsResumed() throws Exception {
    TestGovernor test =
        TestGovernor.unlimited()
            .at(clock)
            .intervening(
                new Intervention(
                    true, Duration.ofMinutes(5), false, Duration.ofSeconds(10), false));
    AccountLimits coder = test.account("coder");
    test.governor().pause(coder, "lunch");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(coder, OPEN);
    clock.pass(Duration.ofMinutes(5));
    test.governor().tick();

    assertThat(call.answer()).isNotNull();
    assertThat(test.engine().charge(coder, OPEN, "f")).isNotNull();

    assertThat(test.governor().resume(coder)).isTrue();
    assertThat(test.engine().charge(coder, OPEN, "f")).isNull();
  }
}
