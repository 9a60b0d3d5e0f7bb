package dev.rein.agent.view.report;

import dev.rein.agent.view.Event;
import dev.rein.agent.view.Printable;
import java.util.ArrayList;
import java.util.List;

/** A report in a few lines for a terminal. */
public final class TextReport {
  private static final int WIDTH = 100;
  private static final int EVENTS = 10;
  private static final int COUNTS = 5;

  private TextReport() {}

  /** Lines without their ends. */
  public static List<String> lines(ReportData data) {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.of(data.main(), 60) + ", pid " + data.pid() + ": " + data.state());
    lines.add("  from " + data.started() + " to " + data.last());
    lines.add("  policy: " + HtmlReport.policy(data));
    data.remarks().forEach(remark -> lines.add("  " + remark));
    lines.add("what matters first");
    data.findings().forEach(one -> lines.add("  " + one.severity() + ": " + one.text()));
    hosts(data, lines);
    counts("paths that met limits", data.paths(), lines);
    counts("commands", data.commands(), lines);
    counts("other calls that met limits", data.targets(), lines);
    List<Event> events = data.events();
    lines.add("last events of " + data.allEvents());
    for (Event event : events.subList(Math.max(0, events.size() - EVENTS), events.size())) {
      lines.add("  " + event.timestamp() + " " + event.message());
    }
    return lines.stream().map(line -> Printable.of(line, WIDTH)).toList();
  }

  private static void hosts(ReportData data, List<String> lines) {
    if (!data.hosts().isEmpty()) {
      lines.add("hosts");
    }
    for (ReportData.Host host : data.hosts().subList(0, Math.min(COUNTS, data.hosts().size()))) {
      String name = Printable.of(host.name(), 50);
      lines.add("  " + name + ": requests " + host.requests() + ", connects " + host.connects());
    }
  }

  private static void counts(String title, List<ReportData.Count> counts, List<String> lines) {
    if (!counts.isEmpty()) {
      lines.add(title);
    }
    for (ReportData.Count one : counts.subList(0, Math.min(COUNTS, counts.size()))) {
      lines.add("  " + one.count() + " " + one.name());
    }
  }
}
