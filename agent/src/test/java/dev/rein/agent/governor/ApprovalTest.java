package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.rate;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person's yes lets one call past one limit. */
@Timeout(60)
class ApprovalTest {
  private final FakeClock clock = new FakeClock();

  @Test
  void aYesIsForOneCallOnly() throws Exception {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 1, Action.APPROVE)).at(clock);
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall call = calls.chargeAndWait(test.jvm(), OPEN);
    assertThat(test.jvm().phase()).isEqualTo(Phase.INTERVENTION);
    assertThat(test.governor().decide(1, true, "jo")).isTrue();
    assertThat(call.answer()).isNull();
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(2);

    WaitingCall next = calls.chargeAndWait(test.jvm(), OPEN);
    assertThat(test.governor().decide(2, false, "jo")).isTrue();
    assertThat(test.governor().decide(2, true, "late")).isFalse();

    assertThat(next.answer()).extracting(Refusal::remedy).isEqualTo("approve it");
    assertThat(test.events().told()).contains("APPROVED 1 f jo", "DENIED 2 f jo");
    assertThat(test.jvm().waiting()).isZero();
  }

  @Test
  void anotherLimitOnTheSameHoldsTheApprovedCall() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(
                budget(Resource.FILES_READ, 1, Action.APPROVE),
                budget(Resource.FILES_READ, 2, Action.DENY))
            .at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall second = calls.chargeAndWait(test.jvm(), OPEN);
    test.governor().decide(1, true, "jo");
    assertThat(second.answer()).isNull();

    WaitingCall third = calls.chargeAndWait(test.jvm(), OPEN);
    test.governor().decide(2, true, "jo");

    assertThat(third.answer()).extracting(Refusal::limit).isEqualTo(2L);
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(2);
  }

  @Test
  void aLimitAboveHoldsTheApprovedCall() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.LLM_TOKENS, 5, Action.DENY))
            .agent("coder", budget(Resource.LLM_TOKENS, 5, Action.APPROVE))
            .at(clock);
    AccountLimits coder = test.account("coder");
    test.engine().transferred(coder, Resource.LLM_TOKENS, 5);
    WaitingCall call = new WaitingCalls(test).askAndWait(coder, Resource.LLM_TOKENS);
    test.governor().decide(1, true, "jo");

    assertThat(call.answer()).extracting(Refusal::account).isEqualTo("jvm");
  }

  @Test
  void aRateAsksToo() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 1, Duration.ofMinutes(1), Action.APPROVE))
            .at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    test.governor().decide(1, true, "jo");

    assertThat(call.answer()).isNull();
    clock.pass(Duration.ofMinutes(2));
    test.governor().tick();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void anInterruptWithdrawsTheQuestion() throws Exception {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 0, Action.APPROVE)).at(clock);
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    call.thread().interrupt();

    assertThat(call.answer()).isNotNull();
    assertThat(test.governor().approvals()).isEmpty();
  }

  @Test
  void whoMayNotWaitIsRefused() {
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.FILES_READ, 0, Action.APPROVE)).withoutWaits();

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
    assertThat(test.governor().approvals()).isEmpty();
  }
}
