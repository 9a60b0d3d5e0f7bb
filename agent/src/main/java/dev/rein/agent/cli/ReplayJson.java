package dev.rein.agent.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.rein.agent.config.Version;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.replay.Finding;
import dev.rein.agent.replay.Incident;
import dev.rein.agent.replay.ReplayReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A replay's report as one JSON document. */
final class ReplayJson {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private ReplayJson() {}

  static String of(LedgerFolder folder, ReplayReport report) {
    LedgerEntry.Started started = report.recording().started();
    return GSON.toJson(
        new Document(
            Version.NUMBER,
            new Ledger(
                folder.path().toString(),
                folder.meta().pid(),
                folder.meta().main(),
                started == null ? null : started.policy(),
                started == null ? null : started.mode(),
                time(report.recording().firstAt()),
                time(report.recording().lastAt())),
            new Tried(report.policy().source(), report.policy().mode().word()),
            report.peopleSayYes(),
            report.findings().stream().map(f -> limit(f, report)).toList(),
            report.calls().stream().map(c -> call(c, report)).toList(),
            report.moreCalls(),
            report.accuracy(),
            report.notJudged()));
  }

  private static LimitUse limit(Finding finding, ReplayReport report) {
    Limit limit = finding.limit();
    Rule rule = finding.rule();
    return new LimitUse(
        finding.account(),
        limit.resource().name(),
        limit.resource().unit(),
        rule == null ? null : rule.title(),
        limit.kind(),
        limit.max(),
        limit.then().word(),
        limit.origin(),
        finding.attempts(),
        finding.allowed(),
        timeOrNull(finding.warnedAt()),
        timeOrNull(finding.passedAt()),
        finding.stopped(),
        finding.others(),
        ReplayText.word(limit.then(), report.peopleSayYes()),
        timeOrNull(finding.firstAt()),
        finding.firstTarget());
  }

  private static Call call(Incident call, ReplayReport report) {
    Limit limit = call.by().limit();
    return new Call(
        time(call.at()),
        call.account(),
        call.resource(),
        call.amount(),
        call.target(),
        ReplayText.word(limit.then(), report.peopleSayYes()),
        limit.origin());
  }

  private static String time(long at) {
    return Instant.ofEpochMilli(at).toString();
  }

  private static @Nullable String timeOrNull(@Nullable Long at) {
    return at == null ? null : time(at);
  }

  /** The document. */
  private record Document(
      String rein,
      Ledger ledger,
      Tried policy,
      boolean resume,
      List<LimitUse> limits,
      List<Call> calls,
      long moreCalls,
      List<String> accuracy,
      List<String> notJudged) {}

  /** What was recorded. */
  private record Ledger(
      String folder,
      long pid,
      String main,
      @Nullable String policy,
      @Nullable String mode,
      String from,
      String to) {}

  /** The policy that was tried. */
  private record Tried(String file, String mode) {}

  /** A {@link Finding}. */
  private record LimitUse(
      String account,
      String resource,
      String unit,
      @Nullable String rule,
      String kind,
      long limit,
      String then,
      String origin,
      long tried,
      long allowed,
      @Nullable String warnedAt,
      @Nullable String passedAt,
      long stopped,
      long otherCalls,
      String outcome,
      @Nullable String firstAt,
      @Nullable String firstTarget) {}

  /** An {@link Incident}. */
  private record Call(
      String at,
      String account,
      String resource,
      long amount,
      @Nullable String target,
      String outcome,
      String limit) {}
}
