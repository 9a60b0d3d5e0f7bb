package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * However long a ledger is, each number's way is told in few spans, and none of its peaks is lost.
 */
final class TimelineTest {
  private static final long START = 1_700_000_000_000L;

  private final Timeline timeline = new Timeline(START);

  @Test
  void tellsEachSecondAtFirst() {
    timeline.set(START, 3);
    timeline.set(START + 400, 9);
    timeline.set(START + 900, 5);
    timeline.set(START + 3_500, 7);
    assertThat(timeline.start()).isEqualTo(START);
    assertThat(timeline.span()).isEqualTo(1_000);
    assertThat(timeline.values()).containsExactly(5, 5, 5, 7);
    assertThat(timeline.peaks()).containsExactly(9, 5, 5, 7);
  }

  @Test
  void makesItsSpansLongerRatherThanMore() {
    for (int second = 0; second < 1_000; second++) {
      timeline.set(START + second * 1_000L, second);
    }
    assertThat(timeline.span()).isEqualTo(8_000);
    assertThat(timeline.values()).hasSize(125).startsWith(7, 15, 23).endsWith(999);
    assertThat(timeline.peaks()).isEqualTo(timeline.values());
  }

  @Test
  void aClockThatIsSetBackOrAheadDoesNoHarm() {
    timeline.set(START + 10_000, 1);
    timeline.set(START - 50_000, 2);
    timeline.set(Long.MIN_VALUE, 3);
    assertThat(timeline.values()).hasSize(11).endsWith(0, 3);
    timeline.set(Long.MAX_VALUE, 4);
    assertThat(timeline.values()).hasSizeBetween(2, Timeline.MOST_SPANS).endsWith(4);
  }

  @Test
  void losesNoPeakAndKeepsTheLastValue() {
    Random random = new Random(7);
    long at = START;
    long highest = 0;
    long value = 0;
    for (int i = 0; i < 20_000; i++) {
      at += random.nextInt(5_000);
      value = random.nextInt(1_000_000);
      highest = Math.max(highest, value);
      timeline.set(at, value);
    }
    assertThat(timeline.values()).hasSizeLessThanOrEqualTo(Timeline.MOST_SPANS).endsWith(value);
    assertThat(timeline.peaks()).contains(highest);
  }
}
