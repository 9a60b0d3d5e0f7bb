package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.replay.Finding;
import dev.rein.agent.replay.Incident;
import dev.rein.agent.replay.Recording;
import dev.rein.agent.replay.ReplayReport;
import dev.rein.agent.text.Quantity;
import dev.rein.agent.view.Printable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replay's report for people. */
final class ReplayText {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final ReplayReport report;
  private final int most;
  private final DateTimeFormatter times;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param most how many limits to show
   */
  ReplayText(ReplayReport report, int most) {
    this.report = report;
    this.most = most;
    Recording recording = report.recording();
    long day = Duration.ofDays(1).toMillis();
    boolean oneDay =
        Math.floorDiv(recording.firstAt(), day) == Math.floorDiv(recording.lastAt(), day);
    this.times = oneDay ? TIME : DAY_AND_TIME;
  }

  List<String> lines(LedgerFolder folder) {
    header(folder);
    limits();
    calls();
    lines.add("");
    report.accuracy().forEach(sentence -> lines.add("Accuracy: " + Printable.of(sentence)));
    if (!report.notJudged().isEmpty()) {
      lines.add("");
      report.notJudged().forEach(what -> lines.add("Not judged: " + Printable.of(what)));
    }
    return lines;
  }

  private void header(LedgerFolder folder) {
    Recording recording = report.recording();
    LedgerEntry.Started started = recording.started();
    String java = started == null ? "" : ", Java " + started.javaVersion();
    String recorded = started == null ? "not known" : started.policy() + ", mode " + started.mode();
    Duration span = Duration.ofMillis(Math.max(0, recording.lastAt() - recording.firstAt()));
    lines.add("Ledger:   " + Printable.of(folder.path().toString()));
    lines.add(
        "JVM:      "
            + Printable.of(folder.meta().pid() + " " + folder.meta().main() + java)
            + ", "
            + DAY_AND_TIME.format(Instant.ofEpochMilli(recording.firstAt()))
            + " UTC, for "
            + Quantity.time(span));
    lines.add("Recorded: " + Printable.of(recorded));
    lines.add(
        "Tried:    "
            + Printable.of(report.policy().source())
            + ", mode "
            + report.policy().mode().word()
            + ", "
            + (report.policy().size() == 1 ? "1 limit" : report.policy().size() + " limits"));
  }

  private void limits() {
    List<Finding> shown =
        report.findings().stream()
            .filter(finding -> finding.attempts() > 0 || finding.isHit())
            .sorted(Comparator.comparing((Finding finding) -> !finding.isHit()))
            .toList();
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"ACCOUNT", "LIMIT", "TRIED", "ALLOWED", "WARNED", "WOULD HAVE BEEN"});
    shown.stream().limit(most).map(this::row).forEach(rows::add);
    lines.add("");
    if (shown.isEmpty()) {
      lines.add("The program used nothing that the policy limits.");
      return;
    }
    TextTable.of(rows, lines);
    if (shown.size() > most) {
      lines.add("and " + (shown.size() - most) + " more; --all shows them");
    }
    int unused = report.findings().size() - shown.size();
    if (unused > 0) {
      lines.add((unused == 1 ? "1 limit" : unused + " limits") + " of which nothing was used.");
    }
  }

  private String[] row(Finding finding) {
    String unit = finding.limit().resource().unit();
    boolean timer = unit.equals("milliseconds");
    Long warned = finding.warnedAt();
    return new String[] {
      Printable.of(finding.account()),
      Printable.of(title(finding)),
      timer ? "" : Quantity.exact(finding.attempts(), unit),
      timer ? "" : Quantity.exact(finding.allowed(), unit),
      warned == null ? "" : time(warned),
      outcome(finding, unit)
    };
  }

  static String title(Finding finding) {
    Rule rule = finding.rule();
    return (rule == null ? finding.limit().resource().name() : rule.title())
        + " "
        + LimitText.of(finding.limit());
  }

  private String outcome(Finding finding, String unit) {
    Long first = finding.firstAt();
    Long passed = finding.passedAt();
    if (first == null) {
      return passed == null ? "" : "passed at " + time(passed);
    }
    StringBuilder text = new StringBuilder();
    if (finding.stopped() > 0) {
      text.append(Quantity.exact(finding.stopped(), unit)).append(' ');
    }
    text.append(word(finding)).append(" from ").append(time(first));
    if (finding.others() > 0) {
      text.append(", with ").append(finding.others()).append(" other calls");
    }
    String target = finding.firstTarget();
    return target == null
        ? text.toString()
        : text.append(", first ").append(Printable.of(target)).toString();
  }

  private String word(Finding finding) {
    return word(finding.limit().then(), report.peopleSayYes());
  }

  /** What becomes of a call at a limit. */
  static String word(Action then, boolean peopleSayYes) {
    return switch (then) {
      case OBSERVE -> "observed";
      case WARN -> "warned about";
      case THROTTLE -> "delayed";
      case PAUSE -> peopleSayYes ? "paused" : "held";
      case APPROVE -> "asked about";
      case DENY -> "refused";
      case TERMINATE -> "refused, the account ended";
    };
  }

  private void calls() {
    if (report.calls().isEmpty()) {
      return;
    }
    lines.add("");
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"TIME", "ACCOUNT", "CALLS", "WOULD HAVE BEEN", "TARGET"});
    for (Incident call : report.calls()) {
      rows.add(
          new String[] {
            time(call.at()),
            Printable.of(call.account()),
            call.amount() + " " + call.resource(),
            word(call.by()),
            target(call.target())
          });
    }
    TextTable.of(rows, lines);
    if (report.moreCalls() > 0) {
      lines.add("and " + report.moreCalls() + " more lines; --all shows them");
    }
  }

  private static String target(@Nullable String target) {
    return target == null ? "" : Printable.of(target);
  }

  private String time(long at) {
    return times.format(Instant.ofEpochMilli(at));
  }
}
