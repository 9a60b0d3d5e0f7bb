package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call may need at most is held back of budgets until it has settled. */
@Timeout(60)
class ReservationTest {
  private static final Resource[] TOKENS = {Resource.LLM_TOKENS};
  private static final Resource[] BOTH = {Resource.LLM_TOKENS, Resource.LLM_COST};

  private static long[] of(long... amounts) {
    return amounts;
  }

  private static @Nullable Refusal reserve(TestGovernor test, AccountLimits account, long tokens) {
    return test.engine().reserve(account, TOKENS, of(tokens), "model");
  }

  private static void settle(TestGovernor test, AccountLimits account, long reserved, long used) {
    if (used > 0) {
      test.engine().transferred(account, Resource.LLM_TOKENS, used);
    }
    test.engine().release(account, TOKENS, of(reserved));
  }

  private static TestGovernor tokens(long max, Action then) {
    return TestGovernor.jvm(budget(Resource.LLM_TOKENS, max, then));
  }

  @Test
  void aReservationIsNoUse() {
    TestGovernor test = tokens(1_000, Action.DENY);
    AccountLimits coder = test.account("coder");

    assertThat(reserve(test, coder, 900)).isNull();

    assertThat(used(coder, Resource.LLM_TOKENS)).isZero();
    assertThat(used(test.jvm(), Resource.LLM_TOKENS)).isZero();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    assertThat(test.engine().ask(coder, Resource.LLM_TOKENS)).isNull();
    settle(test, coder, 900, 300);
    assertThat(used(test.jvm(), Resource.LLM_TOKENS)).isEqualTo(300);
    assertThat(reserve(test, coder, 700)).isNull();
  }

  @Test
  void aCallThatNeedsMoreThanIsLeftIsRefusedBeforeItGoesOut() {
    TestGovernor test = tokens(100_000, Action.DENY);
    AccountLimits coder = test.account("coder");
    test.engine().transferred(coder, Resource.LLM_TOKENS, 98_000);
    assertThat(reserve(test, coder, 800)).isNull();

    Refusal refusal = Objects.requireNonNull(reserve(test, coder, 5_100));

    assertThat(refusal.reason())
        .isEqualTo(
            "llm.tokens of account 'jvm' has 1200 of 100000 left (used 98000, reserved by calls"
                + " under way 800), and this call may need up to 5100");
    assertThat(refusal.remedy()).isEqualTo("raise it");
    assertThat(test.events().count("DENIED jvm llm.tokens")).isEqualTo(1);
    assertThat(reserve(test, coder, 1_200)).isNull();
  }

  @Test
  void nothingIsHeldWhenOneOfTheResourcesDoesNotFit() {
    TestGovernor test =
        TestGovernor.jvm(
                budget(Resource.LLM_TOKENS, 100, Action.DENY),
                budget(Resource.LLM_COST, 10, Action.DENY))
            .agent("coder", budget(Resource.LLM_TOKENS, 80, Action.DENY));
    AccountLimits coder = test.account("coder");

    assertThat(test.engine().reserve(coder, BOTH, of(80, 11), "model")).isNotNull();
    assertThat(test.engine().reserve(coder, BOTH, of(81, 10), "model")).isNotNull();

    assertThat(test.engine().reserve(coder, BOTH, of(80, 10), "model")).isNull();
    assertThat(test.engine().reserve(test.jvm(), BOTH, of(20, 0), "model")).isNull();
    test.engine().release(coder, BOTH, of(80, 10));
    test.engine().release(test.jvm(), BOTH, of(20, 0));
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(100);
    assertThat(coder.of(Resource.LLM_TOKENS).headroom()).isEqualTo(80);
  }

  @Test
  void aCallThatWouldFitWaitsForThoseUnderWay() throws Exception {
    TestGovernor test = tokens(1_000, Action.PAUSE);
    AccountLimits coder = test.account("coder");
    assertThat(reserve(test, coder, 700)).isNull();
    WaitingCalls calls = new WaitingCalls(test);

    WaitingCall second = calls.reserveAndWait(coder, TOKENS, of(600));
    assertThat(test.jvm().isPaused()).isFalse();
    settle(test, coder, 700, 400);

    assertThat(second.answer()).isNull();
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isZero();
  }

  @Test
  void whenThoseUnderWayLeaveTooLittleTheLimitDecides() throws Exception {
    TestGovernor test = tokens(1_000, Action.PAUSE);
    AccountLimits coder = test.account("coder");
    assertThat(reserve(test, coder, 700)).isNull();
    WaitingCalls calls = new WaitingCalls(test);

    WaitingCall second = calls.reserveAndWait(coder, TOKENS, of(600));
    settle(test, coder, 700, 500);
    WaitingCalls.until(() -> test.events().count("PAUSED jvm llm.tokens 500") == 1);
    assertThat(test.jvm().isPaused()).isTrue();

    assertThat(test.governor().resume(test.jvm())).isTrue();
    assertThat(second.answer()).isNull();
  }

  @Test
  void theWaitForOthersHasAnEnd() throws Exception {
    Limit limit =
        new Limit.Budget(
            Resource.LLM_TOKENS, 100, 80, null, Action.PAUSE, Duration.ofMillis(20), "p.yaml:1");
    TestGovernor test = TestGovernor.jvm(limit);
    assertThat(reserve(test, test.jvm(), 100)).isNull();

    Refusal refusal = Objects.requireNonNull(reserve(test, test.jvm(), 1));

    assertThat(refusal.reason()).endsWith("and the call has waited as long as it may");
    assertThat(test.jvm().isPaused()).isFalse();
  }

  @Test
  void aCallThatMayNotWaitIsRefusedWithoutAPause() {
    TestGovernor test = tokens(100, Action.PAUSE).withoutWaits();
    assertThat(reserve(test, test.jvm(), 100)).isNull();

    assertThat(reserve(test, test.jvm(), 1)).isNotNull();
    assertThat(test.jvm().isPaused()).isFalse();
  }

  @Test
  void aCallThatMayNotBeRefusedGoesOnAndIsReleasedAsAnyOther() {
    TestGovernor test = tokens(100, Action.DENY).withoutRefusals();

    assertThat(reserve(test, test.jvm(), 300)).isNull();
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(-200);
    settle(test, test.jvm(), 300, 0);

    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(100);
    assertThat(test.events().count("EXCUSED jvm llm.tokens")).isEqualTo(1);
  }

  @Test
  void whatIsOnlyWatchedHoldsNothing() {
    for (Action action : new Action[] {Action.WARN, Action.OBSERVE}) {
      TestGovernor test = tokens(100, action);
      assertThat(reserve(test, test.jvm(), 90)).isNull();
      assertThat(reserve(test, test.jvm(), 5_000)).isNull();
    }
    TestGovernor observing = tokens(100, Action.DENY).observing();
    assertThat(reserve(observing, observing.jvm(), 5_000)).isNull();
  }

  @Test
  void aPersonCanLetACallPastTheBudget() throws Exception {
    TestGovernor test = tokens(100, Action.APPROVE);
    WaitingCalls calls = new WaitingCalls(test);

    WaitingCall call = calls.reserveAndWait(test.jvm(), TOKENS, of(300));
    assertThat(test.governor().decide(1, true, "ann")).isTrue();

    assertThat(call.answer()).isNull();
    settle(test, test.jvm(), 300, 20);
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(80);
  }

  @Test
  void anotherLimitHoldsWhatIsReservedAlready() throws Exception {
    TestGovernor test = tokens(1_000, Action.DENY);
    assertThat(reserve(test, test.jvm(), 700)).isNull();
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall second = calls.reserveAndWait(test.jvm(), TOKENS, of(600));

    assertThat(test.governor().setLimit(test.jvm(), Resource.LLM_TOKENS, "budget", 1_300))
        .hasSize(1);
    assertThat(second.answer()).isNull();
    WaitingCall third = calls.reserveAndWait(test.jvm(), TOKENS, of(1));

    test.governor().apply(tokens(2_000, Action.DENY).policy());
    assertThat(third.answer()).isNull();
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(2_000 - 1_301);
  }

  @Test
  void aLimitThatIsGoneLeavesNobodyWaiting() throws Exception {
    TestGovernor test = tokens(1_000, Action.DENY);
    assertThat(reserve(test, test.jvm(), 1_000)).isNull();
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall one = calls.reserveAndWait(test.jvm(), TOKENS, of(600));
    WaitingCall other = calls.reserve(test.jvm(), TOKENS, of(600));
    WaitingCalls.until(() -> test.jvm().waiting() == 2);

    test.governor().apply(TestGovernor.unlimited().policy());

    assertThat(one.answer()).isNull();
    assertThat(other.answer()).isNull();
    settle(test, test.jvm(), 2_200, 0);
    test.governor().apply(test.policy());
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(1_000);
  }

  @Test
  void aNewPeriodBringsTheBudgetBesideWhatIsReserved() throws Exception {
    FakeClock clock = new FakeClock();
    Limit daily =
        new Limit.Budget(
            Resource.LLM_TOKENS,
            100,
            80,
            Duration.ofDays(1),
            Action.THROTTLE,
            Duration.ofDays(2),
            "p.yaml:1");
    TestGovernor test = TestGovernor.jvm(daily).at(clock);
    test.engine().transferred(test.jvm(), Resource.LLM_TOKENS, 60);
    assertThat(reserve(test, test.jvm(), 30)).isNull();
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall next = calls.reserveAndWait(test.jvm(), TOKENS, of(70));

    clock.pass(Duration.ofDays(1));
    test.governor().tick();

    assertThat(next.answer()).isNull();
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isZero();
  }

  @Test
  void nobodyIsLeftBehindWhenReinGoesOrTheAccountEnds() throws Exception {
    TestGovernor test = tokens(100, Action.DENY);
    AccountLimits coder = test.account("coder");
    assertThat(reserve(test, test.jvm(), 100)).isNull();
    WaitingCalls calls = new WaitingCalls(test);

    WaitingCall ended = calls.reserveAndWait(coder, TOKENS, of(5));
    assertThat(test.governor().terminate(coder, "over")).isTrue();
    assertThat(ended.answer()).isNotNull();

    WaitingCall stopped = calls.reserveAndWait(test.jvm(), TOKENS, of(5));
    test.governor().stop();
    assertThat(stopped.answer()).isNull();
    settle(test, test.jvm(), 5, 5);
    settle(test, test.jvm(), 100, 0);
    assertThat(test.jvm().of(Resource.LLM_TOKENS).headroom()).isEqualTo(95);
  }

  @Test
  void moneyThatARulePricesFitsBesideWhatIsReserved() {
    Resource[] cost = {Resource.COST};
    TestGovernor test = TestGovernor.jvm(budget(Resource.COST, 100, Action.DENY)).withoutWaits();
    assertThat(test.engine().reserve(test.jvm(), cost, of(60), "model")).isNull();

    assertThat(test.engine().charge(test.jvm(), cost, 41, "f", Rules.Match.NONE)).isNotNull();
    assertThat(test.engine().charge(test.jvm(), cost, 40, "f", Rules.Match.NONE)).isNull();
    assertThat(used(test.jvm(), Resource.COST)).isEqualTo(40);
  }

  @Test
  void aProgramThatReadsAnAnswerMaySendPlainRequests() {
    TestGovernor test = tokens(100, Action.PAUSE);
    assertThat(reserve(test, test.jvm(), 100)).isNull();

    assertThat(test.engine().ask(test.jvm(), Resource.LLM_TOKENS)).isNull();
  }
}
