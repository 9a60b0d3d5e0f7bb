package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.atMost;
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

/** Rates, and places that come free: what is denied, waits, and goes on. */
@Timeout(60)
class RateTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final FakeClock clock = new FakeClock();

  @Test
  void deniesUntilTheWindowBringsMore() {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 2, MINUTE, Action.DENY)).at(clock);
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
    assertThat(test.jvm().phase()).isEqualTo(Phase.INTERVENTION);
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(2);

    clock.pass(Duration.ofSeconds(30));
    test.governor().tick();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
  }

  @Test
  void aCallThatWaitsAsLongAsItMayIsRefused() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 1, Duration.ofHours(1), Action.THROTTLE))
            .at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    clock.pass(MINUTE);
    // Any look at the line tells that the time is over.
    test.jvm().summon();

    assertThat(call.answer())
        .extracting(Refusal::reason)
        .asString()
        .contains("waited as long as it may");
    assertThat(test.events().count("THROTTLED")).isEqualTo(1);
    assertThat(test.events().count("DENIED")).isEqualTo(1);
    assertThat(test.jvm().waiting()).isZero();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 1, Duration.ofHours(1), Action.THROTTLE))
            .at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    call.thread().interrupt();

    assertThat(call.answer()).extracting(Refusal::reason).asString().contains("interrupted");
  }

  @Test
  void aPlaceThatIsGivenBackGoesToWhoWaits() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(atMost(Resource.HTTP_IN_FLIGHT, 1, Action.THROTTLE)).at(clock);
    assertThat(test.engine().charge(test.jvm(), new Resource[] {Resource.HTTP_IN_FLIGHT}, "h"))
        .isNull();
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), Resource.HTTP_IN_FLIGHT);

    test.engine().giveBack(test.jvm(), Resource.HTTP_IN_FLIGHT);

    assertThat(call.answer()).isNull();
    assertThat(test.events().count("THROTTLED")).isEqualTo(1);
    test.engine().giveBack(test.jvm(), Resource.HTTP_IN_FLIGHT);
    test.governor().tick();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void whatDoesNotHappenGivesItsTokenBack() {
    TestGovernor test =
        TestGovernor.jvm(
                rate(Resource.FILES_READ, 2, MINUTE, Action.DENY),
                budget(Resource.FILES_ACCESSED, 0, Action.DENY))
            .at(clock);
    for (int i = 0; i < 10; i++) {
      assertThat(test.engine().charge(test.jvm(), OPEN, "f"))
          .extracting(Refusal::resource)
          .isEqualTo("files.accessed");
    }
    assertThat(used(test.jvm(), Resource.FILES_READ)).isZero();
  }

  @Test
  void oneThatIsOnlyWatchedIsToldOnce() {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 2, MINUTE, Action.DENY)).at(clock).observing();

    for (int i = 0; i < 6; i++) {
      assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    }

    assertThat(test.events().told())
        .containsExactly("OBSERVED jvm files.read 3", "normal -> warning");
    clock.pass(MINUTE);
    test.governor().tick();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void resumingFillsARateThatPauses() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 1, Duration.ofHours(1), Action.PAUSE)).at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    assertThat(test.governor().resume(test.jvm())).isTrue();

    assertThat(call.answer()).isNull();
    assertThat(test.jvm().isPaused()).isFalse();
  }

  @Test
  void aMeterThatCanTakeNoMoreHoldsNobody() {
    TestGovernor test = TestGovernor.unlimited();
    Resource[] one = {Resource.FILES_READ};

    for (int i = 0; i < 3; i++) {
      assertThat(test.engine().charge(test.jvm(), one, Long.MAX_VALUE, "f", Rules.Match.NONE))
          .isNull();
      test.engine().transferred(test.jvm(), Resource.LLM_TOKENS, Long.MAX_VALUE);
    }

    assertThat(used(test.jvm(), Resource.LLM_TOKENS)).isEqualTo(Long.MAX_VALUE);
  }
}
