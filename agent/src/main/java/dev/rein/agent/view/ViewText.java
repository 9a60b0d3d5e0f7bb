package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerMeta;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** JVMs and events as plain lines of at most 80 columns, safe for any terminal. */
public final class ViewText {
  private static final int EVENTS = 8;
  private static final int HOSTS = 5;
  private static final int APPROVALS = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private ViewText() {}

  /**
   * All JVMs, each with its accounts and last events; lines without their ends.
   *
   * @param now from which ages are told
   * @param bars as the terminal can show them
   */
  public static List<String> lines(List<JvmView> jvms, Instant now, Bars bars) {
    Lines lines = new Lines();
    if (jvms.isEmpty()) {
      lines.add("no JVM has a ledger here");
    }
    for (JvmView jvm : jvms) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      jvm(jvm, now, bars, lines);
    }
    return lines.all();
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

  private static void jvm(JvmView jvm, Instant now, Bars bars, Lines lines) {
    LedgerMeta meta = jvm.folder().meta();
    String state = jvm.state();
    String end = "  " + state + "  since " + meta.started();
    int room = Lines.WIDTH - end.length() - String.valueOf(meta.pid()).length() - 1;
    lines.add(meta.pid() + " " + Printable.of(meta.main(), room) + end);
    LedgerState content = jvm.content();
    policy(content.steering(), lines);
    approvals(meta.pid(), content, now, lines);
    AccountTree tree = new AccountTree(content.accounts());
    long alive = state.equals("running") ? now.toEpochMilli() : 0;
    SummaryText summary = new SummaryText(content, alive, bars, lines);
    new AccountText(content, tree, now, summary, lines).print();
    new HotText(tree, lines).print(content.accounts());
    hosts(content.hosts(), lines);
    events(content.events(), lines);
  }

  private static void policy(SteeringState steering, Lines lines) {
    SteeringState.PolicyState policy = steering.policy();
    LedgerEntry.PolicyChanged change = steering.lastChange();
    if (policy != null) {
      String source = policy.source().equals("no policy") ? "none" : policy.source();
      String since = change == null || !change.accepted() ? "" : ", since " + time(change.at());
      lines.add("policy: " + Printable.of(source, 45) + ", " + Printable.of(policy.mode()) + since);
    }
    if (change != null && !change.accepted()) {
      lines.add("  rejected at " + time(change.at()) + ": " + Printable.of(change.message()));
    }
  }

  private static void approvals(long pid, LedgerState content, Instant now, Lines lines) {
    List<Approval> approvals = content.steering().approvals();
    if (approvals.isEmpty()) {
      return;
    }
    lines.add(
        "waiting for a yes or no: rein approve " + pid + " NUMBER, rein deny " + pid + " NUMBER");
    for (Approval approval : approvals.subList(0, Math.min(APPROVALS, approvals.size()))) {
      long age = Math.max(0, now.toEpochMilli() - approval.at());
      lines.add(
          String.format(
              Locale.ROOT,
              "  %4d  %-16s %8s  %-14s %s",
              approval.number(),
              Printable.of(content.idOf(approval.account()), 16),
              Amount.time(age),
              Printable.of(approval.price(), 14),
              Printable.of(approval.target())));
    }
    if (approvals.size() > APPROVALS) {
      lines.add("  and " + (approvals.size() - APPROVALS) + " more");
    }
  }

  private static void events(List<Event> events, Lines lines) {
    if (!events.isEmpty()) {
      lines.add("last events");
    }
    for (Event event : events.subList(Math.max(0, events.size() - EVENTS), events.size())) {
      lines.add("  " + TIME.format(event.timestamp()) + " " + Printable.of(event.message()));
    }
  }

  private static String time(long millis) {
    return TIME.format(Instant.ofEpochMilli(millis));
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

  private static String orNothing(long count) {
    return count == 0 ? "" : String.valueOf(count);
  }
}
