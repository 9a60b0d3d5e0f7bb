package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerMeta;
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
