package dev.rein.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the agent is asked by which call, and what becomes of its answers. */
final class ReinTest {
  private static final Resource MAILS = Resource.of("mails.sent");
  private static final Resource CONNECTIONS = Resource.gauge("jdbc.connections");

  private final FakeAgent agent = new FakeAgent();

  @BeforeEach
  void connect() {
    Rein.connect(agent);
  }

  @AfterEach
  void disconnect() {
    Rein.connect(call -> null);
  }

  @Test
  void aScopeEndsByWhatTheAgentAnswers() {
    StringBuilder ended = new StringBuilder();
    Runnable end = () -> ended.append("ended");
    agent.answer(Calls.AGENT, end);
    Scope scope = Rein.agent("coder");
    assertThat(agent.lastCall()).containsExactly("agent", "coder");
    assertThat(ended).isEmpty();
    scope.close();
    assertThat(ended).hasToString("ended");
  }

  @Test
  void aRefusedAgentDoesNotBegin() {
    agent.answer(Calls.AGENT, FakeAgent.refusal());
    TaskRefusedException refused =
        catchThrowableOfType(TaskRefusedException.class, () -> Rein.agent("coder"));
    assertThat(refused.refusal())
        .isEqualTo(new Refusal("coder", "mails.sent", 10, 9, "no more", "wait"));
    assertThat(refused).hasMessage("refused by Rein: no more; wait");
  }

  @Test
  void aChargeSaysWhichResourceAndHowMuch() {
    Rein.charge(MAILS, 2);
    assertThat(agent.lastCall()).containsExactly("charge", "mails.sent", false, 2L);
    Rein.charge(CONNECTIONS, 1);
    assertThat(agent.lastCall()).containsExactly("charge", "jdbc.connections", true, 1L);
    Rein.release(CONNECTIONS, 1);
    assertThat(agent.lastCall()).containsExactly("release", "jdbc.connections", true, 1L);
    Rein.record(MAILS, 0);
    assertThat(agent.lastCall()).containsExactly("record", "mails.sent", false, 0L);
    Rein.charge(Resource.LLM_CALLS, 1);
    assertThat(agent.lastCall()).containsExactly("charge", "llm.calls", false, 1L);
  }

  @Test
  void aRefusedChargeThrowsAndNothingElseDoes() {
    agent
        .answer(Calls.CHARGE, FakeAgent.refusal())
        .answer(Calls.RELEASE, FakeAgent.refusal())
        .answer(Calls.RECORD, FakeAgent.refusal());
    LimitExceededException refused =
        catchThrowableOfType(LimitExceededException.class, () -> Rein.charge(MAILS, 2));
    assertThat(refused).isInstanceOf(LimitExceeded.class);
    assertThat(refused.refusal().used()).isEqualTo(9);
    Rein.release(MAILS, 2);
    Rein.record(MAILS, 2);
  }

  @Test
  void whatReinCountsIsNotTheProgramsToCharge() {
    for (Resource resource : Resource.all()) {
      boolean free =
          resource.isOwn() || resource == Resource.LLM_CALLS || resource == Resource.COST;
      if (free) {
        Rein.charge(resource, 1);
      } else {
        assertThatExceptionOfType(IllegalArgumentException.class)
            .isThrownBy(() -> Rein.charge(resource, 1))
            .withMessageStartingWith(resource.name());
      }
    }
  }

  @Test
  void tokensAreToldWithTheirModel() {
    Rein.tokens("gpt", 100, 20, 60);
    assertThat(agent.lastCall()).containsExactly("tokens", "gpt", 100L, 20L, 60L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.5, 500000",
    "0.000001, 1",
    "0.0000001, 1",
    "0.0000011, 2",
    "1e-1000000000, 1",
    "3.06, 3060000",
    "999999999999.9999999, 1000000000000000000",
    "0e1000000000, 0",
  })
  void costIsRoundedUpToMillionths(BigDecimal usd, long micros) {
    Rein.cost("gpt", usd);
    assertThat(agent.lastCall()).containsExactly("cost", "gpt", micros);
  }

  @Test
  void aDeliverableIsToldWithWhatThereIsToShow() {
    String[] artifacts = {"a.md", "b.md"};
    Rein.deliver(Deliverable.CODE_COMMIT, "the fix", artifacts);
    assertThat(agent.lastCall())
        .containsExactly("deliver", "code_commit", "the fix", new String[] {"a.md", "b.md"});
    assertThat(agent.lastCall().get(3)).isNotSameAs(artifacts);
    Rein.deliver(Deliverable.OTHER, "");
    assertThat(agent.lastCall()).containsExactly("deliver", "other", "", new String[0]);
  }

  @Test
  void usageIsOfTheCallingThreadsAccount() {
    // An agent of a later version may add to it.
    agent.answer(
        Calls.USAGE,
        new Object[] {
          "lead/coder",
          "lead",
          "warning",
          true,
          Map.of("mails.sent", 7L),
          Map.of("mails.sent", 8L),
          5000L,
          "more"
        });
    Usage usage = Rein.usage().orElseThrow();
    assertThat(agent.lastCall()).containsExactly("usage");
    assertThat(usage)
        .isEqualTo(
            new Usage(
                "lead/coder",
                "lead",
                Phase.WARNING,
                true,
                Map.of("mails.sent", 7L),
                Map.of("mails.sent", 8L),
                Instant.ofEpochSecond(5)));
    assertThat(usage.used(MAILS)).isEqualTo(7);
    assertThat(usage.used(CONNECTIONS)).isZero();
  }

  @Test
  void aSummaryIsOfATimeSince() {
    Object[][] events = {{1000L, "coder", "paused", "coder is paused"}};
    agent.answer(
        Calls.SUMMARY,
        new Object[] {
          Map.of("normal", 2, "intervention", 1), new String[] {"coder"}, 3L, 2L, 1L, events
        });
    Summary summary = Rein.summary(Instant.ofEpochMilli(12));
    assertThat(agent.lastCall()).containsExactly("summary", 12L);
    assertThat(summary.agents()).containsOnly(entry(Phase.NORMAL, 2), entry(Phase.INTERVENTION, 1));
    assertThat(summary.paused()).containsExactly("coder");
    assertThat(summary.warnings()).isEqualTo(3);
    assertThat(summary.interventions()).isEqualTo(2);
    assertThat(summary.terminations()).isEqualTo(1);
    assertThat(summary.events())
        .containsExactly(
            new Summary.Event(Instant.ofEpochSecond(1), "coder", "paused", "coder is paused"));
  }

  @Test
  void aSummarySinceEverAsksForTheFirstMillisecond() {
    Summary unused = Rein.summary(Instant.MIN);
    assertThat(agent.lastCall()).containsExactly("summary", Long.MIN_VALUE);
  }
}
