package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrendTest {
  private static final long START = 1_000_000;

  private final Trend trend = new Trend();

  @Test
  void whatIsUsedIsPutWhereItWasUsed() {
    for (int tick = 1; tick <= 100; tick++) {
      trend.add(START + tick * 100L, 1);
    }

    assertThat(trend.before(START + 10_000, 12)).containsExactly(50, 50);
    assertThat(trend.before(START + 20_000, 12)).containsExactly(50, 50, 0, 0);
    assertThat(trend.before(START + 20_000, 2)).containsExactly(0, 0);
    assertThat(trend.before(START, 12)).isEmpty();
    assertThat(trend.lastLook()).isEqualTo(START + 10_000);
  }

  @Test
  void aSlowLookLeavesNoHoles() {
    trend.add(START, 0);
    for (int look = 1; look <= 5; look++) {
      trend.add(START + look * 10_000L, 1000);
    }

    assertThat(trend.before(START + 50_000, 12))
        .containsExactly(500, 500, 500, 500, 500, 500, 500, 500, 500, 500);
  }

  @Test
  void whatComesAfterARestWasNotUsedInIt() {
    trend.add(START, 0);
    trend.add(START + 60_000, 1000);

    assertThat(trend.before(START + 60_000, 4)).containsExactly(0, 0, 500, 500);
  }

  @Test
  void onlyTheLastAreKept() {
    for (int second = 0; second <= 1000; second++) {
      trend.add(START + second * 1000L, 1);
    }

    assertThat(trend.before(START + 1_000_000, 100)).hasSize(20).endsWith(5, 5, 5).startsWith(0, 5);
    assertThat(trend.before(START + 100_000_000, 3)).containsExactly(0, 0, 0);
    assertThat(trend.before(Long.MAX_VALUE, 3)).containsExactly(0, 0, 0);
    trend.add(START + 5_000_000, 7);
    assertThat(trend.before(START + 5_005_000, 4)).containsExactly(0, 3, 3, 1);
  }

  @Test
  void aClockThatIsSetBackBeginsAnew() {
    trend.add(START + 4_000_000, 1);
    trend.add(START, 5);
    trend.add(START + 5_000, 10);

    assertThat(trend.before(START + 10_000, 12)).containsExactly(15, 0);
  }

  @Test
  void timesThatAreNoneAreLeftOut() {
    for (long at : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}) {
      trend.add(at, 1);
    }

    assertThat(trend.lastLook()).isNegative();
    assertThat(trend.before(START, 12)).isEmpty();
  }
}
