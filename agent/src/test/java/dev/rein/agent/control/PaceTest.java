package dev.rein.agent.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aQuietTimeAllowsASecondsWorthAtOnceAndNoMore() {
    // Near the end of the range, where the clock of a JVM may well be.
    long now = Long.MAX_VALUE - SECOND;
    Pace pace = new Pace(100, now);
    now += 5 * SECOND;
    for (int i = 0; i < 100; i++) {
      assertThat(pace.next(now)).isZero();
    }
    assertThat(pace.next(now)).isEqualTo(SECOND / 100);
    assertThat(pace.next(now)).isEqualTo(2 * SECOND / 100);
    assertThat(pace.next(now + SECOND)).isZero();
  }
}
