package dev.rein.agent.view.report;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.ResourceState;
import dev.rein.agent.view.Timeline;
import dev.rein.agent.view.report.ReportData.Chart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Picks what of each account is worth a chart. */
final class Charts {
  private static final int MOST_ACCOUNTS = 16;
  private static final int MOST_OF_ONE = 8;

  /** What most programs have, in the order in which people ask. */
  private static final List<String> MAIN =
      List.of(
          Measured.CPU_TIME,
          Measured.HEAP,
          Measured.ALLOCATED,
          "llm.cost",
          "llm.tokens",
          "http.requests",
          "net.bytes.received",
          "files.read",
          "files.written",
          "processes.spawned");

  private Charts() {}

  static List<Chart> of(LedgerState content, Collection<AccountState> accounts) {
    List<Chart> charts = new ArrayList<>();
    accounts.stream().limit(MOST_ACCOUNTS).forEach(account -> add(content, account, charts));
    return charts;
  }

  private static void add(LedgerState content, AccountState account, List<Chart> charts) {
    Set<String> names = new LinkedHashSet<>();
    for (Map.Entry<String, ResourceState> one : account.resources().entrySet()) {
      if (one.getValue().isLimited() && one.getValue().used() != 0) {
        names.add(one.getKey());
      }
    }
    names.addAll(MAIN);
    int count = 0;
    for (String name : names) {
      Timeline timeline = content.timelines().of(account.id(), name);
      ResourceState resource = account.resources().get(name);
      if (timeline != null && resource != null && count < MOST_OF_ONE) {
        charts.add(chart(account, name, resource, timeline, content.time().last()));
        count++;
      }
    }
  }

  private static Chart chart(
      AccountState account, String name, ResourceState resource, Timeline line, long end) {
    // Of what goes up only, the highest of a span is also its last.
    long[] known = line.peaks();
    List<Double> seconds = new ArrayList<>();
    List<Long> values = new ArrayList<>();
    // A second at least, so that there is a line to see.
    seconds.add(Math.min(line.start(), end - 1000) / 1000.0);
    values.add(resource.isGauge() ? known[0] : 0L);
    for (int i = 0; i < known.length; i++) {
      long spanEnd = line.start() + line.span() * (i + 1);
      seconds.add(Math.max(line.start(), Math.min(spanEnd, end)) / 1000.0);
      values.add(known[i]);
    }
    // What does not change is not written again, and still holds.
    if (end / 1000.0 > seconds.get(seconds.size() - 1)) {
      seconds.add(end / 1000.0);
      values.add(resource.used());
    }
    Long limit =
        resource.tightest().filter(LimitState::isTotal).map(LimitState::limit).orElse(null);
    return new Chart(account.id(), name, resource.unit(), seconds, values, limit);
  }
}
