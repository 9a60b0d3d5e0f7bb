package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.above;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of models are held while their provider does not want any, and nothing else is. */
@Timeout(60)
class ProviderLimitsTest {
  private final FakeClock clock = new FakeClock();

  private static Limit below(Resource resource, long min, Action then) {
    return new Limit.Threshold(
        resource,
        false,
        min,
        min,
        Duration.ZERO,
        Duration.ZERO,
        then,
        Duration.ofMinutes(10),
        List.of(),
        "p.yaml:1");
  }

  private TestGovernor retrying(Action then) {
    return TestGovernor.jvm(above(Resource.LLM_RETRY_AFTER, 0, Duration.ZERO, then)).at(clock);
  }

  private static ProviderLimits providers(TestGovernor test) {
    return test.governor().providers();
  }

  @Test
  void aCallIsRefusedUntilTheProviderWantsToBeAskedAgain() {
    TestGovernor test = retrying(Action.DENY);
    assertThat(providers(test).ask(test.jvm(), "openai", "model")).isNull();
    providers(test).retryAfter("openai", 20_000);

    Refusal refusal =
        Objects.requireNonNull(providers(test).ask(test.account("coder"), "openai", "model"));
    assertThat(refusal.reason())
        .isEqualTo(
            "llm.retry_after of account 'jvm' is above 0s (20s), as the model's provider has said,"
                + " for another 20s");
    assertThat(providers(test).ask(test.jvm(), "anthropic", "model")).isNull();
    assertThat(test.engine().charge(test.jvm(), TestGovernor.OPEN, "f")).isNull();

    clock.pass(Duration.ofSeconds(20));
    assertThat(providers(test).ask(test.jvm(), "openai", "model")).isNull();
  }

  @Test
  void theGaugeShowsTheTimeThatIsLeftAndHoldsNothingElse() {
    TestGovernor test = retrying(Action.THROTTLE);
    providers(test).retryAfter("openai", 20_000);
    providers(test).retryAfter("openai", 5_000);
    test.governor().tick();

    assertThat(used(test.jvm(), Resource.LLM_RETRY_AFTER)).isEqualTo(20_000);
    assertThat(test.jvm().phase()).isEqualTo(Phase.INTERVENTION);
    assertThat(test.engine().charge(test.jvm(), TestGovernor.OPEN, "f")).isNull();

    clock.pass(Duration.ofSeconds(15));
    test.governor().tick();
    assertThat(used(test.jvm(), Resource.LLM_RETRY_AFTER)).isEqualTo(5_000);
    clock.pass(Duration.ofSeconds(5));
    test.governor().tick();
    assertThat(used(test.jvm(), Resource.LLM_RETRY_AFTER)).isZero();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void aCallWaitsUntilThen() throws Exception {
    TestGovernor test = retrying(Action.THROTTLE);
    providers(test).retryAfter("openai", 200);

    WaitingCall call = waits(test, new WaitingCalls(test));
    clock.pass(Duration.ofMillis(200));

    assertThat(call.answer()).isNull();
    assertThat(test.events().count("THROTTLED jvm llm.retry_after")).isEqualTo(1);
    assertThat(test.jvm().account().meter(Resource.LLM_RETRY_AFTER).delayed()).isEqualTo(1);
  }

  @Test
  void whatIsLeftIsTheLimitAgainWhenTheWindowIsOver() {
    TestGovernor test =
        TestGovernor.jvm(below(Resource.LLM_TOKENS_REMAINING, 1_000, Action.DENY)).at(clock);
    providers(test).window("openai", Resource.LLM_TOKENS_REMAINING, 30_000, 400, 6_000);
    test.governor().tick();

    assertThat(providers(test).ask(test.jvm(), "openai", "model")).isNotNull();
    assertThat(used(test.jvm(), Resource.LLM_TOKENS_REMAINING)).isEqualTo(400);

    clock.pass(Duration.ofSeconds(6));
    test.governor().tick();
    assertThat(providers(test).ask(test.jvm(), "openai", "model")).isNull();
    assertThat(used(test.jvm(), Resource.LLM_TOKENS_REMAINING)).isEqualTo(30_000);
  }

  @Test
  void ofSeveralProvidersTheTightestShows() {
    TestGovernor test = TestGovernor.unlimited().at(clock);
    providers(test).window("openai", Resource.LLM_REQUESTS_REMAINING, 100, 90, 1_000);
    providers(test).window("anthropic", Resource.LLM_REQUESTS_REMAINING, -1, 7, -1);
    providers(test).retryAfter("openai", 3_000);
    providers(test).retryAfter("anthropic", 2_000);

    assertThat(used(test.jvm(), Resource.LLM_REQUESTS_REMAINING)).isEqualTo(7);
    assertThat(used(test.jvm(), Resource.LLM_RETRY_AFTER)).isEqualTo(3_000);
  }

  @Test
  void whatNoAnswerHasToldHoldsNothing() {
    TestGovernor test =
        TestGovernor.jvm(
                below(Resource.LLM_TOKENS_REMAINING, 1_000, Action.DENY),
                below(Resource.LLM_REQUESTS_REMAINING, 10, Action.DENY))
            .at(clock);
    test.governor().tick();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    providers(test).retryAfter("openai", 3_000);
    providers(test).window("openai", Resource.LLM_TOKENS_REMAINING, -1, -1, -1);
    test.governor().tick();

    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    assertThat(providers(test).ask(test.jvm(), "openai", "model")).isNull();
  }

  @Test
  void whoWaitsGoesOnWhenMoreIsLeftOrTheLimitIsGoneOrReinGoes() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(below(Resource.LLM_TOKENS_REMAINING, 1_000, Action.THROTTLE));
    WaitingCalls calls = new WaitingCalls(test);
    providers(test).window("openai", Resource.LLM_TOKENS_REMAINING, 30_000, 400, 600_000);

    WaitingCall first = waits(test, calls);
    providers(test).window("openai", Resource.LLM_TOKENS_REMAINING, 30_000, 2_000, 600_000);
    assertThat(first.answer()).isNull();

    providers(test).window("openai", Resource.LLM_TOKENS_REMAINING, 30_000, 400, 600_000);
    WaitingCall second = waits(test, calls);
    test.governor().apply(TestGovernor.unlimited().policy());
    assertThat(second.answer()).isNull();

    test.governor().apply(test.policy());
    WaitingCall third = waits(test, calls);
    test.governor().stop();
    assertThat(third.answer()).isNull();
  }

  private static WaitingCall waits(TestGovernor test, WaitingCalls calls) {
    return calls.waitingFor(test.jvm(), () -> providers(test).ask(test.jvm(), "openai", "model"));
  }

  @Test
  void aNameThatIsMadeUpTakesNoRoom() {
    TestGovernor test = retrying(Action.DENY);
    for (int i = 0; i < 1_000; i++) {
      providers(test).retryAfter("provider-" + i, 1_000);
    }
    assertThat(providers(test).ask(test.jvm(), "provider-1", "model")).isNotNull();
    assertThat(providers(test).ask(test.jvm(), "provider-999", "model")).isNull();
  }
}
