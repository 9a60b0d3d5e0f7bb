package dev.rein.agent.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.view.report.ReportData.Count;
import org.junit.jupiter.api.Test;

class TopCountsTest {
  @Test
  void theMostFrequentComesFirst() {
    TopCounts counts = new TopCounts();
    counts.add("a");
    counts.add("b");
    counts.add("b");
    counts.add("");

    assertThat(counts.top(5)).containsExactly(new Count("b", 2), new Count("a", 1));
    assertThat(counts.top(1)).containsExactly(new Count("b", 2));
  }

  @Test
  void whatIsFrequentStaysAmongAnyNumberOfOthers() {
    TopCounts counts = new TopCounts();
    for (int i = 0; i < 20_000; i++) {
      counts.add("rare-" + i);
      counts.add("often");
    }

    assertThat(counts.top(1)).extracting(Count::name).containsExactly("often");
    assertThat(counts.top(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(TopCounts.MOST);
  }
}
