package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry.LimitSet;
import dev.rein.agent.ledger.LedgerMeta;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** JVMs and events as plain lines of at most 80 columns, safe for any terminal. */
public final class ViewText {
  private static final int WIDTH = 80;
  private static final int EVENTS = 8;
  private static final int HOSTS = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ViewText() {}

  /** All JVMs, each with its accounts and last events; lines without their ends. */
  public static List<String> lines(List<JvmView> jvms) {
    Lines lines = new Lines();
    if (jvms.isEmpty()) {
      lines.add("no JVM has a ledger here");
    }
    for (JvmView jvm : jvms) {
      if (!lines.all.isEmpty()) {
        lines.add("");
      }
      jvm(jvm, lines);
    }
    return lines.all;
  }

  /** One line; events are not cut, since their reader may look for the end. */
  public static String line(Event event) {
    String account = event.account();
    return event.timestamp()
        + " "
        + String.format(Locale.ROOT, "%-8s", Printable.of(event.severity()))
        + " "
        + Printable.of(event.type())
        + (account == null ? "" : " [" + Printable.of(account) + "]")
        + " "
        + Printable.of(event.message());
  }

  private static void jvm(JvmView jvm, Lines lines) {
    LedgerMeta meta = jvm.folder().meta();
    String end = "  " + jvm.state() + "  since " + meta.started();
    int room = WIDTH - end.length() - String.valueOf(meta.pid()).length() - 1;
    lines.add(meta.pid() + " " + Printable.of(meta.main(), room) + end);
    jvm.content().accounts().forEach(account -> account(account, lines));
    hosts(jvm.content().hosts(), lines);
    List<Event> events = jvm.content().events();
    events.stream()
        .skip(Math.max(0, events.size() - EVENTS))
        .forEach(
            event ->
                lines.add(
                    "  " + TIME.format(event.timestamp()) + " " + Printable.of(event.message())));
  }

  private static void account(AccountState account, Lines lines) {
    String parent = account.parent();
    lines.add(
        Printable.of(account.id(), 30)
            + (parent == null ? "" : " (of " + Printable.of(parent, 20) + ")")
            + ": "
            + Printable.of(account.phase(), 15)
            + (account.paused() ? ", paused" : ""));
    List<Map.Entry<String, ResourceState>> rows =
        account.resources().entrySet().stream()
            .filter(row -> row.getValue().isOfInterest())
            .toList();
    if (rows.isEmpty()) {
      lines.add("  nothing used yet");
      return;
    }
    lines.add(row("resource", "used", "limit", "", "denied", "delayed"));
    rows.forEach(row -> lines.add(resource(row.getKey(), row.getValue())));
  }

  private static String resource(String name, ResourceState resource) {
    String unit = resource.unit();
    return row(
        Printable.of(name, 26),
        Amount.of(resource.used(), unit),
        resource.tightest().map(limit -> Amount.of(limit.limit(), unit)).orElse("-"),
        resource.tightest().map(limit -> share(resource.used(), limit)).orElse(""),
        orNothing(resource.denied()),
        orNothing(resource.delayed()));
  }

  private static void hosts(List<HostState> hosts, Lines lines) {
    if (hosts.isEmpty()) {
      return;
    }
    lines.add(hostRow("host", "requests", "connects", "look-ups", "sent", "received"));
    for (HostState host : hosts.subList(0, Math.min(HOSTS, hosts.size()))) {
      lines.add(
          hostRow(
              Printable.of(host.host(), 26),
              orNothing(host.used("http.requests")),
              orNothing(host.used("net.connects")),
              orNothing(host.used("dns.lookups")),
              Amount.of(host.used("net.bytes.sent"), "bytes"),
              Amount.of(host.used("net.bytes.received"), "bytes")));
    }
    if (hosts.size() > HOSTS) {
      lines.add("  and " + (hosts.size() - HOSTS) + " more");
    }
  }

  private static String hostRow(Object... cells) {
    return String.format(Locale.ROOT, "  %-26s %8s %8s %8s %11s %11s", cells);
  }

  private static String share(long used, LimitSet limit) {
    if (limit.limit() == 0) {
      return "";
    }
    return Math.min(999, Math.round(100.0 * used / limit.limit())) + "%";
  }

  private static String orNothing(long count) {
    return count == 0 ? "" : String.valueOf(count);
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "  %-26s %11s %11s %5s %8s %8s", cells);
  }

  /** Takes lines and keeps them within the width. */
  private static final class Lines {
    private final List<String> all = new ArrayList<>();

    void add(String line) {
      String whole = line.stripTrailing();
      all.add(whole.length() <= WIDTH ? whole : whole.substring(0, WIDTH - 1) + "~");
    }
  }
}
