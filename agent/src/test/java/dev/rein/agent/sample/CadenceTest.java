package dev.rein.agent.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often Rein looks, by what the program and Rein itself do. */
final class CadenceTest {
  private final Cadence cadence = new Cadence(0.01);

  private Duration idle() {
    return cadence.next(0, false, false);
  }

  @Test
  void aProgramThatWorksIsLookedAtEachSecond() {
    assertThat(cadence.next(0.5, false, false)).isEqualTo(Duration.ofSeconds(1));
    assertThat(cadence.next(0.5, false, true)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void oneThatIdlesEverMoreRarely() {
    assertThat(idle()).isEqualTo(Duration.ofSeconds(2));
    assertThat(idle()).isEqualTo(Duration.ofSeconds(4));
    assertThat(idle()).isEqualTo(Duration.ofSeconds(8));
    assertThat(idle()).isEqualTo(Duration.ofSeconds(10));
    assertThat(idle()).isEqualTo(Duration.ofSeconds(10));
    assertThat(cadence.next(0.02, false, false)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void withAThresholdAtLeastEachFiveSeconds() {
    for (int i = 0; i < 10; i++) {
      assertThat(cadence.next(0, false, true)).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void childrenAreWatchedClosely() {
    idle();
    assertThat(cadence.next(0, true, false)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void overItsBudgetReinLooksMoreRarelyAndSaysSoOnce() {
    assertThat(cadence.ownUse(0.02)).isTrue();
    assertThat(cadence.isStretched()).isTrue();
    assertThat(cadence.next(1, false, false)).isEqualTo(Duration.ofSeconds(2));
    assertThat(cadence.ownUse(0.02)).isFalse();
    assertThat(cadence.next(1, false, false)).isEqualTo(Duration.ofSeconds(4));
    assertThat(cadence.ownUse(0.008)).as("not well below").isFalse();
    assertThat(cadence.isStretched()).isTrue();
    assertThat(cadence.ownUse(0.004)).isTrue();
    assertThat(cadence.isStretched()).isFalse();
    assertThat(cadence.next(1, false, false)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void neverMoreRarelyThanTheLongest() {
    for (int i = 0; i < 10; i++) {
      cadence.ownUse(1);
      assertThat(cadence.next(1, false, true)).isLessThanOrEqualTo(Cadence.LONGEST);
    }
  }
}
