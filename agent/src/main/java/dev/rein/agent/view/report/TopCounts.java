package dev.rein.agent.view.report;

import dev.rein.agent.view.Printable;
import dev.rein.agent.view.report.ReportData.Count;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts names and keeps the most frequent ones in bounded memory, after Misra and Gries: when
 * there is no room left all counts go down by one. What came more often than one time in {@value
 * #MOST} is sure to stay; its count is then a lower bound.
 */
final class TopCounts {
  static final int MOST = 1_000;
  private static final int LONGEST = 1_000;

  private final Map<String, Long> counts = new HashMap<>();

  void add(String name) {
    if (name.isEmpty()) {
      return;
    }
    String key = Printable.of(name, LONGEST);
    if (counts.containsKey(key) || counts.size() < MOST) {
      counts.merge(key, 1L, Long::sum);
    } else {
      counts.replaceAll((known, count) -> count - 1);
      counts.values().removeIf(count -> count == 0);
    }
  }

  /** The most frequent first. */
  List<Count> top(int most) {
    return counts.entrySet().stream()
        .map(entry -> new Count(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name))
        .limit(most)
        .toList();
  }
}
