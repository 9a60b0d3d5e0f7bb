package dev.rein.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an account is looked at and steered. */
final class AccountTest {
  private final FakeAgent agent = new FakeAgent();
  private final Account coder = Rein.account("coder");

  @BeforeEach
  void connect() {
    Rein.connect(agent);
  }

  @AfterEach
  void disconnect() {
    Rein.connect(call -> null);
  }

  @Test
  void anAccountThatIsNotThereIsNormalAndGoesOn() throws InterruptedException {
    assertThat(coder.usage()).isEmpty();
    assertThat(agent.lastCall()).containsExactly("usage", "coder");
    assertThat(coder.phase()).isEqualTo(Phase.NORMAL);
    assertThat(coder.isPaused()).isFalse();
    assertThat(coder.waitForResume(Duration.ofDays(1))).isTrue();
  }

  @Test
  void howAnAccountStandsIsReadAnewEachTime() {
    agent.answer(Calls.USAGE, usage("intervention", true));
    assertThat(coder.usage()).hasValueSatisfying(u -> assertThat(u.parent()).isNull());
    assertThat(coder.phase()).isEqualTo(Phase.INTERVENTION);
    assertThat(coder.isPaused()).isTrue();
    agent.answer(Calls.USAGE, usage("normal", false));
    assertThat(coder.phase()).isEqualTo(Phase.NORMAL);
    assertThat(coder.isPaused()).isFalse();
  }

  private static @Nullable Object[] usage(String phase, boolean paused) {
    return new @Nullable Object[] {"coder", null, phase, paused, Map.of(), Map.of(), null};
  }

  @Test
  void steeringSaysWhetherItIsDone() {
    assertThat(coder.pause("why")).isFalse();
    assertThat(agent.lastCall()).containsExactly("pause", "coder", "why");
    assertThat(coder.resume()).isFalse();
    assertThat(agent.lastCall()).containsExactly("resume", "coder");
    assertThat(coder.terminate("why")).isFalse();
    assertThat(agent.lastCall()).containsExactly("terminate", "coder", "why");
    agent.answer(Calls.PAUSE, true).answer(Calls.RESUME, true).answer(Calls.TERMINATE, true);
    assertThat(coder.pause("why")).isTrue();
    assertThat(coder.resume()).isTrue();
    assertThat(coder.terminate("why")).isTrue();
  }

  @Test
  void waitingEndsWhenTheAgentSaysSo() throws InterruptedException {
    agent.answer(Calls.AWAIT_RESUME, false);
    assertThat(coder.waitForResume(Duration.ofMillis(2))).isFalse();
    assertThat(agent.lastCall()).containsExactly("await-resume", "coder", 2_000_000L);
    assertThat(coder.waitForResume(Duration.ofSeconds(Long.MIN_VALUE))).isFalse();
    assertThat(agent.lastCall()).containsExactly("await-resume", "coder", 0L);
    agent.answer(Calls.AWAIT_RESUME, true);
    assertThat(coder.waitForResume(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
    assertThat(agent.lastCall()).containsExactly("await-resume", "coder", Long.MAX_VALUE);
  }

  @Test
  void anInterruptedThreadDoesNotWait() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> coder.waitForResume(Duration.ofDays(1)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(agent.calls).isEmpty();
  }

  @Test
  void aThreadThatIsInterruptedMeanwhileThrows() {
    Rein.connect(
        call -> {
          Thread.currentThread().interrupt();
          return false;
        });
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> coder.waitForResume(Duration.ofDays(1)));
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void isNamedByItsId() {
    assertThat(coder.id()).isEqualTo("coder");
    assertThat(coder).hasToString("coder");
  }
}
