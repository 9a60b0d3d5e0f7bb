package dev.rein.agent.view.report;

import dev.rein.agent.view.Amount;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A report in a few lines for a terminal. */
public final class TextReport {
  private static final int WIDTH = 100;
  private static final int EVENTS = 10;
  private static final int COUNTS = 5;
  private static final int ACCOUNTS = 10;

  /** What people ask about also where there is no limit. */
  private static final Set<String> MAIN =
      Set.of(Measured.CPU_TIME, Measured.ALLOCATED, "http.requests", "llm.tokens", "llm.cost");

  private TextReport() {}

  /** Lines without their ends. */
  public static List<String> lines(ReportData data) {
    List<String> lines = new ArrayList<>();
    lines.add(Printable.of(data.main(), 60) + ", pid " + data.pid() + ": " + data.state());
    lines.add(
        "  from "
            + Markup.moment(data.started())
            + " to "
            + Markup.moment(data.last())
            + " UTC, "
            + Amount.time(data.lengthMillis()));
    lines.add("  policy: " + HtmlReport.policy(data));
    data.remarks().forEach(remark -> lines.add("  " + remark));
    lines.add("what matters first");
    data.findings().forEach(one -> lines.add("  " + one.severity() + ": " + one.text()));
    accounts(data, lines);
    models(data.models(), lines);
    hosts(data, lines);
    counts("paths that met limits", data.paths(), lines);
    counts("commands", data.commands(), lines);
    counts("other calls that met limits", data.targets(), lines);
    List<Event> events = data.events();
    lines.add("last events of " + data.allEvents());
    for (Event event : events.subList(Math.max(0, events.size() - EVENTS), events.size())) {
      String account = event.account() == null ? "" : "[" + event.account() + "] ";
      lines.add("  " + Markup.moment(event.timestamp()) + " " + account + event.message());
    }
    return lines.stream().map(line -> Printable.of(line, WIDTH)).toList();
  }

  private static void accounts(ReportData data, List<String> lines) {
    lines.add("accounts");
    for (ReportData.Account one : data.accounts().subList(0, most(data.accounts(), ACCOUNTS))) {
      lines.add("  " + Printable.of(one.id(), 50) + ": " + one.status());
      for (ReportData.Use use : one.uses()) {
        if (use.denied() != 0 || !use.limits().isEmpty() || MAIN.contains(use.resource())) {
          lines.add("    " + use.resource() + " " + use.text() + refusals(use) + limits(use));
        }
      }
    }
    if (data.accounts().size() > ACCOUNTS) {
      lines.add("  and " + (data.accounts().size() - ACCOUNTS) + " more; --json has them all");
    }
  }

  private static void models(ModelReport models, List<String> lines) {
    if (!models.models().isEmpty()) {
      lines.add("models and money");
      lines.add("  " + HtmlReport.moneySentence(models));
    }
    costs(models.models(), lines);
    if (models.days().size() > 1) {
      costs(
          models.days().subList(Math.max(0, models.days().size() - COUNTS), models.days().size()),
          lines);
    }
    if (!models.tools().isEmpty()) {
      lines.add("tools");
    }
    for (ModelReport.Tool one : models.tools().subList(0, most(models.tools(), COUNTS))) {
      String failed = one.failed() == 0 ? "" : ", " + one.failed() + " failed";
      lines.add("  " + Printable.of(one.name(), 60) + ": " + one.calls() + failed);
    }
  }

  private static void costs(List<ModelReport.Line> all, List<String> lines) {
    for (ModelReport.Line one : all.subList(0, most(all, COUNTS))) {
      lines.add(
          "  "
              + Printable.of(one.name(), 40)
              + ": calls "
              + one.calls()
              + ", tokens in "
              + one.inputTokens()
              + ", out "
              + one.outputTokens()
              + ", "
              + one.text());
    }
  }

  private static String refusals(ReportData.Use use) {
    return use.denied() == 0 ? "" : ", " + use.denied() + " refused";
  }

  private static String limits(ReportData.Use use) {
    return use.limits().stream().map(limit -> "; " + limit.text()).collect(Collectors.joining());
  }

  private static int most(List<?> all, int count) {
    return Math.min(count, all.size());
  }

  private static void hosts(ReportData data, List<String> lines) {
    if (!data.hosts().isEmpty()) {
      lines.add("hosts");
    }
    for (ReportData.Host host : data.hosts().subList(0, most(data.hosts(), COUNTS))) {
      String name = Printable.of(host.name(), 50);
      lines.add("  " + name + ": requests " + host.requests() + ", connects " + host.connects());
    }
  }

  private static void counts(String title, List<ReportData.Count> counts, List<String> lines) {
    if (!counts.isEmpty()) {
      lines.add(title);
    }
    for (ReportData.Count one : counts.subList(0, most(counts, COUNTS))) {
      lines.add("  " + one.count() + " " + one.name());
    }
  }
}
