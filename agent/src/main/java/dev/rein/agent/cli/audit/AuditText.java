package dev.rein.agent.cli.audit;

import dev.rein.agent.view.Amount;
import dev.rein.agent.view.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An audit as lines for people; commands are whole, so that they can be copied. */
public final class AuditText {
  private static final int WIDTH = 100;
  private static final int MOST_OF_AN_ACCOUNT = 20;

  private final List<String> lines = new ArrayList<>();

  private AuditText() {}

  /** Lines without their ends. */
  public static List<String> lines(Audit audit) {
    AuditText text = new AuditText();
    if (audit.jvms().isEmpty()) {
      text.lines.add("no JVM has a ledger here");
    }
    audit.jvms().forEach(text::jvm);
    text.cleanable(audit.cleanable());
    return text.lines;
  }

  private void jvm(JvmAudit jvm) {
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(
        jvm.pid()
            + " "
            + Printable.of(jvm.main(), 60)
            + "  "
            + jvm.state()
            + "  since "
            + Instant.ofEpochMilli(jvm.started()));
    lines.add(
        "  up "
            + Amount.time(jvm.upMillis())
            + ", peak memory "
            + (jvm.peakMemory() == 0 ? "not measured" : bytes(jvm.peakMemory()))
            + ", today "
            + jvm.requestsToday()
            + " HTTP requests and "
            + jvm.modelCallsToday()
            + " model calls");
    lines.add("  ledger " + bytes(jvm.ledgerBytes()) + " in " + Printable.of(jvm.folder()));
    open(jvm);
  }

  private void open(JvmAudit jvm) {
    Map<String, List<OpenItem>> byAccount = new LinkedHashMap<>();
    for (OpenItem item : jvm.open()) {
      byAccount.computeIfAbsent(item.account(), any -> new ArrayList<>()).add(item);
    }
    if (byAccount.isEmpty()) {
      lines.add("  nothing was left open");
    }
    byAccount.forEach(this::account);
    if (jvm.beyond() > 0) {
      lines.add("  and " + jvm.beyond() + " more things");
    }
  }

  private void account(String account, List<OpenItem> items) {
    lines.add("  " + Printable.of(account, 60) + ":");
    items.stream().limit(MOST_OF_AN_ACCOUNT).forEach(this::item);
    if (items.size() > MOST_OF_AN_ACCOUNT) {
      lines.add("    and " + (items.size() - MOST_OF_AN_ACCOUNT) + " more; --json has them all");
    }
  }

  private void item(OpenItem item) {
    String since =
        item.started() == 0
            ? ""
            : ", since " + Instant.ofEpochMilli(item.started()).truncatedTo(ChronoUnit.SECONDS);
    lines.add(
        "    "
            + item.kind()
            + (item.id() == 0 ? " " : " " + item.id() + " ")
            + Printable.of(item.name(), WIDTH - 30)
            + ": "
            + item.now()
            + (item.told().equals("open") ? "" : " (left at the " + item.told() + ")")
            + (item.longLived() ? ", long-lived" : "")
            + (item.bytes() == 0 ? "" : ", " + bytes(item.bytes()))
            + since);
    if (!item.where().isEmpty()) {
      lines.add("      started at " + Printable.of(item.where(), 3 * WIDTH));
    }
    if (!item.thread().isEmpty()) {
      lines.add("      by thread " + Printable.of(item.thread(), WIDTH - 20));
    }
    if (!item.failure().isEmpty()) {
      lines.add("      not cleaned: " + Printable.of(item.failure(), WIDTH - 20));
    }
    String command = item.command();
    if (command != null && !item.longLived()) {
      lines.add("      " + command);
    }
  }

  private void cleanable(List<Cleanable> cleanable) {
    if (cleanable.isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("could be removed, " + bytes(cleanable.stream().mapToLong(Cleanable::bytes).sum()));
    for (Cleanable one : cleanable) {
      String command = one.command();
      lines.add("  " + bytes(one.bytes()) + ", " + Printable.of(one.what()));
      lines.add("      " + (command == null ? Printable.of(one.path()) : command));
    }
  }

  private static String bytes(long bytes) {
    return Amount.of(bytes, "bytes");
  }
}
