package dev.rein.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often Rein looks, by what the program and Rein itself do. */
final class CadenceTest {
  private final Cadence cadence = new Cadence(0.01);

  private Duration idle() {
    return cadence.next(0, false);
  }

  @Test
  void aProgramThatWorksIsLookedAtEachSecond() {
    assertThat(cadence.next(0.5, false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(cadence.next(0.5, false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(cadence.isClose()).isTrue();
  }

  @Test
  void oneThatIdlesEverMoreRarely() {
    assertThat(idle()).isEqualTo(Duration.ofSeconds(2));
    assertThat(idle()).isEqualTo(Duration.ofSeconds(4));
    assertThat(idle()).isEqualTo(Cadence.LONGEST_IDLE);
    assertThat(idle()).isEqualTo(Cadence.LONGEST_IDLE);
    assertThat(cadence.isClose()).isFalse();
    assertThat(cadence.next(0.02, false)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void childrenAreWatchedClosely() {
    idle();
    assertThat(cadence.next(0, true)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void overItsBudgetReinLooksMoreRarelyAndSaysSoOnce() {
    assertThat(cadence.ownUse(0.02)).isTrue();
    assertThat(cadence.isStretched()).isTrue();
    assertThat(cadence.next(1, false)).isEqualTo(Duration.ofSeconds(2));
    assertThat(cadence.ownUse(0.02)).isFalse();
    assertThat(cadence.next(1, false)).isEqualTo(Duration.ofSeconds(4));
    assertThat(cadence.ownUse(0.008)).as("not well below").isFalse();
    assertThat(cadence.isStretched()).isTrue();
    assertThat(cadence.ownUse(0.004)).isTrue();
    assertThat(cadence.isStretched()).isFalse();
    assertThat(cadence.next(1, false)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void neverMoreRarelyThanTheLongest() {
    for (int i = 0; i < 10; i++) {
      cadence.ownUse(1);
      assertThat(cadence.next(1, false)).isLessThanOrEqualTo(Cadence.LONGEST);
    }
  }
}
