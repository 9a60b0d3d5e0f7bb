package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import java.util.ArrayList;
import java.util.List;

/** JVMs and events as the comma-separated values that {@code docs/command-line.md} promises. */
public final class ViewCsv {
  private ViewCsv() {}

  /** A heading, and a row for each JVM, account and resource. */
  public static List<String> rows(List<JvmView> jvms) {
    List<String> rows = new ArrayList<>();
    rows.add(
        Csv.row(
            "pid",
            "main",
            "state",
            "account",
            "phase",
            "resource",
            "unit",
            "used",
            "limit",
            "warn",
            "denied",
            "delayed"));
    for (JvmView jvm : jvms) {
      for (AccountState account : jvm.content().accounts()) {
        account.resources().forEach((name, one) -> rows.add(row(jvm, account, name, one)));
      }
    }
    return rows;
  }

  private static String row(
      JvmView jvm, AccountState account, String name, ResourceState resource) {
    LedgerMeta meta = jvm.folder().meta();
    return Csv.row(
        meta.pid(),
        meta.main(),
        jvm.state(),
        account.id(),
        account.phase(),
        name,
        resource.unit(),
        resource.used(),
        resource.tightest().map(LimitState::limit).orElse(null),
        resource.tightest().map(LimitState::warn).orElse(null),
        resource.denied(),
        resource.delayed());
  }

  /** A heading, and a row for each JVM, account, model and day. */
  public static List<String> models(List<JvmView> jvms) {
    List<String> rows = new ArrayList<>();
    rows.add(
        Csv.row(
            "pid",
            "main",
            "state",
            "account",
            "provider",
            "model",
            "day",
            "calls",
            "failed",
            "input_tokens",
            "output_tokens",
            "cached_tokens",
            "cache_written_tokens",
            "cost_usd",
            "unpriced",
            "estimated"));
    for (JvmView jvm : jvms) {
      ModelUse.All uses = ModelUse.all(jvm.content());
      for (AccountState account : jvm.content().accounts()) {
        uses.of(account).models().forEach(row -> rows.add(row(jvm, account, row)));
      }
    }
    return rows;
  }

  private static String row(JvmView jvm, AccountState account, ModelTotals row) {
    return Csv.row(
        jvm.folder().meta().pid(),
        jvm.folder().meta().main(),
        jvm.state(),
        account.id(),
        row.provider(),
        row.model(),
        ModelUse.date(row.day()),
        row.calls(),
        row.failed(),
        row.input(),
        row.output(),
        row.cached(),
        row.cacheWritten(),
        Money.plain(Money.of(row.picoDollars())),
        row.unpriced(),
        row.estimated());
  }

  /** What is above the rows of events. */
  public static String eventHeading() {
    return Csv.row("timestamp", "severity", "type", "account", "resource", "message");
  }

  public static String row(Event event) {
    return Csv.row(
        event.timestamp(),
        event.severity(),
        event.type(),
        event.account(),
        event.resource(),
        event.message());
  }
}
