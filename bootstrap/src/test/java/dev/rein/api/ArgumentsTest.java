package dev.rein.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong arguments are told at once, with the agent or without. */
@SuppressWarnings("NullAway") // That is what is tested.
final class ArgumentsTest {
  private static final Class<?> NULL = NullPointerException.class;
  private static final Class<?> ILLEGAL = IllegalArgumentException.class;

  static Stream<Arguments> wrongCalls() {
    Resource own = Resource.of("mails.sent");
    Account account = Rein.account("coder");
    return Stream.of(
        wrong("agent null", NULL, () -> Rein.agent(null)),
        wrong("charge null", NULL, () -> Rein.charge(null, 1)),
        wrong("charge -1", ILLEGAL, () -> Rein.charge(own, -1)),
        wrong("charge Rein's", ILLEGAL, () -> Rein.charge(Resource.FILES_READ, 1)),
        wrong("release null", NULL, () -> Rein.release(null, 1)),
        wrong("release -1", ILLEGAL, () -> Rein.release(own, -1)),
        wrong("release Rein's", ILLEGAL, () -> Rein.release(Resource.FILES_OPEN, 1)),
        wrong("record null", NULL, () -> Rein.record(null, 1)),
        wrong("record -1", ILLEGAL, () -> Rein.record(own, -1)),
        wrong("record Rein's", ILLEGAL, () -> Rein.record(Resource.LLM_TOKENS, 1)),
        wrong("tokens null", NULL, () -> Rein.tokens(null, 1, 1, 1)),
        wrong("tokens -1 in", ILLEGAL, () -> Rein.tokens("gpt", -1, 1, 0)),
        wrong("tokens -1 out", ILLEGAL, () -> Rein.tokens("gpt", 1, -1, 0)),
        wrong("tokens -1 cached", ILLEGAL, () -> Rein.tokens("gpt", 1, 1, -1)),
        wrong("more cached than in", ILLEGAL, () -> Rein.tokens("gpt", 1, 5, 2)),
        wrong("cost of null", NULL, () -> Rein.cost(null, BigDecimal.ONE)),
        wrong("cost null", NULL, () -> Rein.cost("gpt", null)),
        wrong("cost -1", ILLEGAL, () -> Rein.cost("gpt", BigDecimal.valueOf(-1))),
        wrong("cost 10^12", ILLEGAL, () -> Rein.cost("gpt", new BigDecimal("1e12"))),
        wrong("cost too large", ILLEGAL, () -> Rein.cost("gpt", new BigDecimal("1e2147483647"))),
        wrong("deliver null", NULL, () -> Rein.deliver(null, "")),
        wrong("deliver null text", NULL, () -> Rein.deliver(Deliverable.OTHER, null)),
        wrong("null artifacts", NULL, () -> Rein.deliver(Deliverable.OTHER, "", (String[]) null)),
        wrong("null artifact", NULL, () -> Rein.deliver(Deliverable.OTHER, "", "a", null)),
        wrong("account null", NULL, () -> Rein.account(null)),
        wrong("summary null", NULL, () -> Rein.summary(null)),
        wrong("onPhaseChange null", NULL, () -> Rein.onPhaseChange(null)),
        wrong("pause null", NULL, () -> account.pause(null)),
        wrong("terminate null", NULL, () -> account.terminate(null)),
        wrong("waitForResume null", NULL, () -> account.waitForResume(null)));
  }

  private static Arguments wrong(String name, Class<?> expected, ThrowingCallable call) {
    return arguments(name, expected, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongCalls")
  void aWrongCallThrowsAndAsksNothing(String name, Class<?> expected, ThrowingCallable call) {
    FakeAgent agent = new FakeAgent();
    Rein.connect(agent);
    assertThatThrownBy(call).isExactlyInstanceOf(expected);
    Rein.connect(anyCall -> null);
    assertThat(agent.calls).isEmpty();
  }
}
