package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rein.agent.policy.LifecyclePolicy.Cleanable;
import dev.rein.agent.policy.LifecyclePolicy.Subject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LifecyclePolicyTest {
  @Test
  void theFilesHoldsForTheJvmAndForAgentsThatSayNothing() throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            """
            lifecycle:
              long-lived: [{process: redis-server*}, {thread: pool-*}, {temp-file: '**/cache-*'}]
              clean: [processes]
            agents:
              coder:
                lifecycle: {clean: [temp-files], grace: 5s}
              tester: {}
              free:
                lifecycle:
            """,
            "rein.yaml");

    LifecyclePolicy jvm = policy.jvm().lifecycle();
    assertThat(jvm.clean()).containsExactly(Cleanable.PROCESSES);
    assertThat(jvm.grace()).isEqualTo(LifecyclePolicy.GRACE);
    assertThat(policy.of("tester").lifecycle()).isEqualTo(jvm);
    assertThat(policy.of("free").lifecycle()).isEqualTo(jvm);
    assertThat(policy.of("unknown").lifecycle()).isEqualTo(jvm);
    LifecyclePolicy coder = policy.of("lead/coder").lifecycle();
    assertThat(coder.clean()).containsExactly(Cleanable.TEMP_FILES);
    assertThat(coder.grace()).isEqualTo(Duration.ofSeconds(5));
    assertThat(coder.keeps(Subject.PROCESS, "redis-server --port 1")).isTrue();
    assertThat(coder.keeps(Subject.THREAD, "pool-1-thread-2")).isTrue();
    assertThat(coder.keeps(Subject.THREAD, "redis-server")).isFalse();
    assertThat(coder.keeps(Subject.TEMP_FILE, "/tmp/a/cache-1")).isTrue();
  }

  @Test
  void withoutItNothingIsCleanedAndNothingKept() throws PolicyException {
    assertThat(PolicyParser.parse("mode: enforce", "x").jvm().lifecycle())
        .isEqualTo(LifecyclePolicy.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "lifecycle: off | 1:12: 'lifecycle' takes keys; expected some of: long-lived, clean, grace",
        "lifecycle: {claen: []} | unknown key 'claen'; did you mean 'clean'?",
        "lifecycle: {clean: [proceses]} | unknown value 'proceses'; did you mean 'processes'?",
        "lifecycle: {clean: processes} | 'clean' takes a list; expected entries such as [proc",
        "lifecycle: {long-lived: [{proces: x}]} | unknown key 'proces'; did you mean 'process'?",
        "lifecycle: {long-lived: [redis]} | an entry of 'long-lived' has one key; expected one",
        "lifecycle: {long-lived: [{temp-file: x}]} | 'x' fits no absolute path",
        "lifecycle: {grace: soon} | 'soon' is no duration; expected a whole number with",
        "agents: {coder: {lifecycle: {grase: 1s}}} | unknown key 'grase'; did you mean 'grace'?",
      })
  void mistakesAreExplained(String text, String message) {
    PolicyException failure =
        catchThrowableOfType(PolicyException.class, () -> PolicyParser.parse(text, "rein.yaml"));

    assertThat(failure).hasMessageContaining(message);
  }
}
