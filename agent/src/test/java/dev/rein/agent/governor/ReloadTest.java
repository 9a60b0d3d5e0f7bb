package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.rate;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.text.Glob;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another policy holds from now on, and what was used stays used. */
@Timeout(60)
class ReloadTest {
  private final FakeClock clock = new FakeClock();

  private static Policy policy(Limit... limits) {
    return TestGovernor.jvm(limits).policy();
  }

  @Test
  void whatWasUsedCountsAgainstANewLimit() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 10, Action.DENY));
    for (int i = 0; i < 5; i++) {
      assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    }

    test.governor().apply(policy(budget(Resource.FILES_READ, 6, Action.DENY)));

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
    assertThat(test.events().told()).contains("no limit files.read 10", "limit files.read 6");
  }

  @Test
  void theSameLimitGoesOnAsItIs() {
    TestGovernor test =
        TestGovernor.jvm(
                budget(Resource.FILES_READ, 1, Action.DENY),
                rate(Resource.FILES_DELETED, 1, Duration.ofHours(1), Action.DENY))
            .at(clock);
    Resource[] delete = {Resource.FILES_DELETED};
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    test.governor().resume(test.jvm());
    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.jvm(), delete, "f")).isNull();

    test.governor().apply(test.policy());

    assertThat(test.engine().charge(test.jvm(), OPEN, "f"))
        .extracting(Refusal::limit)
        .isEqualTo(2L);
    assertThat(test.engine().charge(test.jvm(), delete, "f")).isNotNull();
  }

  @Test
  void whoWaitsForALimitThatIsGoneGoesOn() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(rate(Resource.FILES_READ, 1, Duration.ofHours(1), Action.THROTTLE))
            .at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall one = calls.chargeAndWait(test.jvm(), OPEN);
    WaitingCall two = calls.charge(test.jvm(), OPEN);

    test.governor().apply(policy());

    assertThat(one.answer()).isNull();
    assertThat(two.answer()).isNull();
  }

  @Test
  void anAccountIsPausedOnlyAsLongAsTheLimitIsThere() throws Exception {
    Limit limit = budget(Resource.FILES_READ, 1, Action.PAUSE);
    TestGovernor test = TestGovernor.jvm(limit).at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    test.governor().apply(policy(limit, budget(Resource.FILES_DELETED, 1, Action.DENY)));
    assertThat(test.jvm().isPaused()).isTrue();
    test.governor().apply(policy(budget(Resource.FILES_READ, 5, Action.PAUSE)));

    assertThat(call.answer()).isNull();
    assertThat(test.jvm().isPaused()).isFalse();
  }

  @Test
  void observingLetsEverybodyGo() throws Exception {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 1, Action.PAUSE)).at(clock);
    test.engine().charge(test.jvm(), OPEN, "f");
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    test.governor().apply(test.policy().withMode(Mode.OBSERVE));

    assertThat(call.answer()).isNull();
  }

  @Test
  void aRuleGoesOnWhereverItStandsAndLetsGoWhenItIsGone() throws Exception {
    TestGovernor test = TestGovernor.unlimited().rule(rule("p.yaml:1", 1)).at(clock);
    Rules.Match match = match(test);
    assertThat(test.engine().charge(test.jvm(), OPEN, 1, "f", match)).isNull();
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), match, OPEN);

    test.governor().apply(TestGovernor.unlimited().rule(rule("p.yaml:7", 1)).policy());
    assertThat(call.isDone()).isFalse();
    assertThat(match(test).limits()).containsExactly(match.limits());

    test.governor().apply(policy());
    assertThat(call.answer()).isNull();
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(2);
  }

  @Test
  void resumingGrantsTheRuleThatHasPausedOnceMore() throws Exception {
    Limit nothing =
        new Limit.Budget(Resource.FILES_READ, 0, 1, null, Action.PAUSE, null, "p.yaml:1");
    Rule rule = new Rule(Rule.Subject.READ, Glob.ofPath("/etc/**"), null, nothing, null);
    TestGovernor test = TestGovernor.unlimited().rule(rule).at(clock);
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), match(test), OPEN);
    assertThat(test.jvm().isPaused()).isTrue();

    test.governor().resume(test.jvm());

    assertThat(call.answer()).isNull();
    assertThat(test.jvm().isPaused()).isFalse();
  }

  private static Rules.Match match(TestGovernor test) {
    return test.engine().rules().match(Rule.Subject.READ, "/etc/passwd", test.jvm());
  }

  private static Rule rule(String origin, long max) {
    Limit limit =
        new Limit.Rate(
            Resource.FILES_READ,
            max,
            Duration.ofHours(1),
            max,
            Action.THROTTLE,
            Duration.ofMinutes(1),
            origin);
    return new Rule(Rule.Subject.READ, Glob.ofPath("/etc/**"), null, limit, null);
  }

  @Test
  void aLoweredBoundHoldsAtOnce() {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 1_000_000, Action.DENY));
    List.of(1, 2).forEach(n -> test.engine().charge(test.jvm(), OPEN, "f"));

    test.governor().setLimit(test.jvm(), Resource.FILES_READ, "budget", 2);

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
    assertThat(test.events().told()).contains("limit files.read 2");
  }
}
