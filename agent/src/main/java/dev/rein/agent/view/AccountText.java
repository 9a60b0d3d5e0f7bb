package dev.rein.agent.view;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The accounts of one JVM as a tree of lines, what each used in columns beside it. */
final class AccountText {
  private static final int MOST_BELOW_ONE = 20;

  /** How deep the tree goes; agents are not nested so deep, broken ledgers may be. */
  private static final int MAX_DEPTH = 16;

  /** Deeper ones are not indented further, for there is no room. */
  private static final int MAX_INDENT = 4;

  private static final int NAME_AND_USED = 36;

  private final LedgerState content;
  private final AccountTree tree;
  private final Instant now;
  private final SummaryText summary;
  private final Lines lines;

  AccountText(
      LedgerState content, AccountTree tree, Instant now, SummaryText summary, Lines lines) {
    this.content = content;
    this.tree = tree;
    this.now = now;
    this.summary = summary;
    this.lines = lines;
  }

  void print() {
    if (content.accounts().isEmpty()) {
      return;
    }
    lines.add(row(used("", "", "used"), "share", "limit", "full", "denied", "delayed"));
    some(tree.roots(), 0);
  }

  private void some(List<AccountState> accounts, int depth) {
    List<AccountState> shown =
        depth > MAX_DEPTH ? List.of() : tree.busiest(accounts, MOST_BELOW_ONE);
    for (AccountState account : shown) {
      account(account, depth);
      some(tree.below(account), depth + 1);
      if (depth == 0 && account.id().equals(LedgerState.JVM)) {
        unattributed(account);
      }
    }
    if (shown.size() < accounts.size()) {
      lines.add(indent(depth) + "and " + (accounts.size() - shown.size()) + " more");
    }
  }

  private void account(AccountState account, int depth) {
    Collection<ResourceState> resources = account.resources().values();
    boolean used = resources.stream().anyMatch(ResourceState::isUsed);
    lines.add(indent(depth) + name(account) + ": " + status(account, used));
    summary.print(account, indent(depth + 1));
    String left = LifecycleEvents.counts(content.leftBy(account));
    if (!left.isEmpty()) {
      lines.add(indent(depth + 1) + "left open: " + left);
    }
    if (used || (account.needsAttention() && resources.stream().anyMatch(r -> r.used() != 0))) {
      account
          .resources()
          .forEach((name, resource) -> resource(account, name, resource, indent(depth + 1)));
    }
  }

  /** The last part of {@code lead/coder} where it is below {@code lead}. */
  private String name(AccountState account) {
    String id = account.id();
    String above = account.parent() + "/";
    boolean within = id.length() > above.length() && id.startsWith(above);
    return Printable.of(within ? id.substring(above.length()) : id, 30);
  }

  private String status(AccountState account, boolean used) {
    StringBuilder status = new StringBuilder(Printable.of(account.phase(), 15));
    if (account.terminated() && !account.phase().equals("termination")) {
      status.append(", terminated");
    }
    if (account.paused()) {
      status.append(", paused");
    }
    if (account.waiting() > 0) {
      status.append(account.waiting() == 1 ? ", 1 call waits" : "");
      status.append(account.waiting() > 1 ? ", " + account.waiting() + " calls wait" : "");
      String reason = account.waitingFor();
      status.append(reason.isEmpty() ? "" : " for " + Printable.of(reason, 26));
    }
    if (!used) {
      status.append(", nothing used yet");
    }
    long delivered = account.deliverables().values().stream().mapToLong(Long::longValue).sum();
    if (delivered > 0) {
      long age = Math.max(0, now.toEpochMilli() - account.lastDelivery());
      status.append(", ").append(delivered).append(" delivered");
      status.append(" (").append(Amount.time(age)).append(" ago)");
    }
    return status.toString();
  }

  private void resource(AccountState account, String name, ResourceState resource, String indent) {
    boolean told = Measured.isInSummary(name) && !resource.isLimited();
    if (told || !resource.isOfInterest()) {
      return;
    }
    double part = tree.part(account, name);
    List<LimitState> limits = resource.limits();
    lines.add(
        row(
            used(indent, name, resource.text(resource.used())),
            part < 0 || resource.used() == 0 ? "" : percent(part),
            limits.isEmpty() ? "" : limit(limits.get(0), resource),
            limits.isEmpty() ? "" : full(limits.get(0), resource.used()),
            orNothing(resource.denied()),
            orNothing(resource.delayed())));
    limits.stream()
        .skip(1)
        .forEach(
            limit ->
                lines.add(
                    row("", "", limit(limit, resource), full(limit, resource.used()), "", "")));
  }

  /** What of the use of a JVM with agents was none of theirs. */
  private void unattributed(AccountState jvm) {
    Map<String, Long> rest = content.unattributed();
    rest.keySet().removeIf(Measured::isEstimate);
    if (rest.isEmpty()) {
      return;
    }
    lines.add(indent(1) + "by no agent:");
    for (Map.Entry<String, Long> one : rest.entrySet()) {
      ResourceState whole = jvm.resource(one.getKey());
      String part =
          whole.used() <= 0
              ? ""
              : percent(Math.min(1, (double) Math.max(0, one.getValue()) / whole.used()));
      String amount = whole.text(one.getValue());
      lines.add(row(used(indent(2), one.getKey(), amount), part, "", "", "", ""));
    }
  }

  /**
   * {@code 100 deny}, {@code 50/1m throttle}, {@code 4 at once deny}, {@code above 85 throttle}.
   */
  private static String limit(LimitState limit, ResourceState resource) {
    String amount = resource.text(limit.limit());
    String what =
        switch (limit.word()) {
          case "budget", "rate" -> limit.time().isEmpty() ? amount : amount + "/" + limit.time();
          case "at-most" -> amount + " at once";
          default -> limit.word() + " " + amount;
        };
    return Printable.of(what + " " + limit.action());
  }

  private static String full(LimitState limit, long used) {
    return limit.isTotal() && limit.limit() > 0
        ? percent(Math.min(9.99, (double) used / limit.limit()))
        : "";
  }

  /** Rounded down, so that only what is used up is at 100. */
  private static String percent(double part) {
    return (long) Math.floor(100 * part) + "%";
  }

  private static String orNothing(long count) {
    return count == 0 ? "" : String.valueOf(count);
  }

  private static String indent(int depth) {
    return "  ".repeat(Math.min(depth, MAX_INDENT));
  }

  /** A name and, as far right as it goes, an amount; a long name may have what that leaves. */
  private static String used(String indent, String name, String amount) {
    String shown =
        indent + Printable.of(name, NAME_AND_USED - indent.length() - amount.length() - 1);
    int gap = Math.max(1, NAME_AND_USED - shown.length() - amount.length());
    return shown + " ".repeat(gap) + amount;
  }

  /** Where there is no share, a limit has its room too. */
  private static String row(
      String used, String share, String limit, String full, String denied, String delayed) {
    String middle =
        share.isEmpty()
            ? String.format(Locale.ROOT, "%23s", Printable.cut(limit, 23))
            : String.format(Locale.ROOT, "%5s %17s", share, Printable.cut(limit, 17));
    return String.format(Locale.ROOT, "%-36s %s %4s %6s %7s", used, middle, full, denied, delayed);
  }
}
