package dev.rein.agent.view.report;

import dev.rein.agent.ledger.LedgerEntry.HotSpots;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.HostState;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.ResourceState;
import dev.rein.agent.view.SteeringState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws a report's data from a ledger that has been read. */
public final class Reports {
  private static final int MOST_ACCOUNTS = 200;
  private static final int MOST_HOSTS = 20;

  private Reports() {}

  /**
   * Of a JVM as its view stands now.
   *
   * @param rein version of the Rein that reports
   * @param tally of all its events
   */
  public static ReportData of(String rein, JvmView view, EventTally tally, Instant now) {
    LedgerMeta meta = view.folder().meta();
    LedgerState content = view.content();
    String state = view.state();
    SteeringState.PolicyState policy = content.steering().policy();
    List<AccountState> accounts = inOrder(content);
    long alive = state.equals("running") ? now.toEpochMilli() : 0;
    long last = Math.max(alive, content.time().last());
    return new ReportData(
        rein,
        meta.pid(),
        meta.main(),
        state,
        ending(state, tally.reason()),
        meta.started(),
        last == 0 ? meta.started() : Instant.ofEpochMilli(last),
        content.time().length(alive),
        view.folder().path().toString(),
        tally.java(),
        policy == null ? null : policy.source(),
        policy == null ? null : policy.mode(),
        Findings.of(view, tally),
        Charts.of(content, accounts),
        accounts.stream().limit(MOST_ACCOUNTS).map(Reports::account).toList(),
        ModelReport.of(ModelUse.all(content), accounts),
        content.hosts().stream().limit(MOST_HOSTS).map(Reports::host).toList(),
        tally.targets(),
        tally.paths(),
        tally.commands(),
        hotSpots(accounts),
        content.events(),
        tally.all(),
        view.remarks());
  }

  /** The JVM first, then those a person may want to look at. */
  private static List<AccountState> inOrder(LedgerState content) {
    return content.accounts().stream()
        .sorted(
            Comparator.comparing((AccountState account) -> account.parent() != null)
                .thenComparing(account -> !account.needsAttention())
                .thenComparing(AccountState::id))
        .toList();
  }

  private static String ending(String state, @Nullable String reason) {
    return switch (state) {
      case "running" -> "still runs";
      case "killed" -> "was killed: the process is gone and its ledger has no end";
      default -> "ended in good order" + (reason == null ? "" : " (" + reason + ")");
    };
  }

  private static ReportData.Account account(AccountState account) {
    List<ReportData.Use> uses = new ArrayList<>();
    account
        .resources()
        .forEach(
            (name, resource) -> {
              if (resource.isOfInterest()) {
                uses.add(use(name, resource));
              }
            });
    return new ReportData.Account(
        account.id(),
        account.parent(),
        account.phase(),
        account.paused(),
        account.terminated(),
        uses);
  }

  private static ReportData.Use use(String name, ResourceState resource) {
    return new ReportData.Use(
        name,
        resource.unit(),
        resource.used(),
        resource.text(resource.used()),
        resource.denied(),
        resource.delayed(),
        resource.limits().stream().map(limit -> limit(limit, resource)).toList());
  }

  private static ReportData.Limit limit(LimitState limit, ResourceState resource) {
    String text =
        limit.kind().replace('/', ' ')
            + " "
            + resource.text(limit.limit())
            + ", then "
            + limit.action();
    return new ReportData.Limit(limit.kind(), limit.limit(), limit.action(), text);
  }

  private static ReportData.Host host(HostState host) {
    return new ReportData.Host(
        host.host(),
        host.used("http.requests"),
        host.used("net.connects"),
        host.used("dns.lookups"),
        host.used("net.bytes.sent"),
        host.used("net.bytes.received"));
  }

  private static List<ReportData.Hot> hotSpots(List<AccountState> accounts) {
    List<ReportData.Hot> all = new ArrayList<>();
    for (AccountState account : accounts) {
      for (HotSpots.Subject subject : HotSpots.Subject.values()) {
        String word = subject.name().toLowerCase(Locale.ROOT);
        account
            .hotSpots(subject)
            .forEach(
                spot ->
                    all.add(
                        new ReportData.Hot(
                            account.id(), word, spot.name(), Math.min(1000, spot.perMille()))));
      }
    }
    return all;
  }
}
