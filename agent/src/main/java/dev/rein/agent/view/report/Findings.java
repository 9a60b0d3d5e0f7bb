package dev.rein.agent.view.report;

import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.report.ReportData.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says in plain words what a person wants to know first. */
final class Findings {
  private static final int MOST = 40;

  private final List<Finding> critical = new ArrayList<>();
  private final List<Finding> warnings = new ArrayList<>();
  private final List<Finding> others = new ArrayList<>();

  private Findings() {}

  static List<Finding> of(JvmView view, EventTally tally) {
    Findings findings = new Findings();
    if (view.state().equals("killed")) {
      findings.warnings.add(
          new Finding("warning", "The process is gone, and its ledger has no end: it was killed"));
    }
    LedgerState content = view.content();
    content.accounts().forEach(findings::account);
    tally.limits().entrySet().stream()
        .sorted(Comparator.comparingLong((Map.Entry<?, Long> met) -> met.getValue()).reversed())
        .forEach(met -> findings.limit(met.getKey(), met.getValue()));
    content.accounts().forEach(findings::refusals);
    tally
        .loops()
        .forEach(
            loop -> findings.add("warning", "Called over and over: " + loop.name(), loop.count()));
    findings.prices(content);
    return findings.all(content.accounts().stream().allMatch(Findings::isUnlimited));
  }

  private List<Finding> all(boolean unlimited) {
    List<Finding> all = new ArrayList<>(critical);
    all.addAll(warnings);
    all.addAll(others);
    if (unlimited) {
      all.add(new Finding("info", "No limit was set: nothing could be refused"));
    } else if (all.isEmpty()) {
      all.add(new Finding("info", "No limit was reached and no call was refused"));
    }
    if (all.size() > MOST) {
      int more = all.size() - MOST;
      all.subList(MOST, all.size()).clear();
      all.add(new Finding("info", "And " + more + " more"));
    }
    return all;
  }

  private void account(AccountState account) {
    String id = "Account " + account.id();
    if (account.terminated()) {
      critical.add(new Finding("critical", id + " was terminated"));
    } else if (account.paused()) {
      critical.add(new Finding("critical", id + " is paused"));
    } else if (!account.phase().equals("normal")) {
      String where = account.phase().equals("warning") ? " is near a limit" : " is at a limit";
      warnings.add(new Finding("warning", id + where));
    }
    if (account.waiting() > 0) {
      warnings.add(new Finding("warning", id + ": calls that wait: " + account.waiting()));
    }
  }

  private void limit(EventTally.LimitMet met, long count) {
    String what = met.resource() + " of account " + met.account();
    switch (met.type()) {
      case "limit.terminated" -> add("critical", "Terminated for " + what, count);
      case "limit.paused" -> add("critical", "Paused for " + what, count);
      case "limit.throttled" -> add("warning", "Slowed down for " + what, count);
      case "limit.warned" -> add("warning", "Warned about " + what, count);
      case "limit.observed" -> add("warning", "Past a limit that is only watched: " + what, count);
      case "limit.excused" ->
          add("warning", "Let through where refusing does harm: " + what, count);
      default -> {
        // Refusals are told by their counters, since not each has an event.
      }
    }
  }

  private void add(String severity, String what, long count) {
    Finding finding = new Finding(severity, what + times(count));
    (severity.equals("critical") ? critical : warnings).add(finding);
  }

  private void refusals(AccountState account) {
    account
        .resources()
        .forEach(
            (name, resource) -> {
              String what = name + " of account " + account.id();
              if (resource.denied() > 0) {
                critical.add(
                    new Finding("critical", "Calls refused: " + what + times(resource.denied())));
              }
              if (resource.delayed() > 0) {
                others.add(
                    new Finding("info", "Calls delayed: " + what + times(resource.delayed())));
              }
            });
  }

  private void prices(LedgerState content) {
    long unpriced =
        content.accounts().stream()
            .filter(account -> account.parent() == null)
            .mapToLong(account -> ModelUse.all(content).of(account).sum(ModelTotals::unpriced))
            .sum();
    if (unpriced > 0) {
      add("warning", "Models were called whose price is not known", unpriced);
    }
  }

  private static boolean isUnlimited(AccountState account) {
    return account.resources().values().stream().allMatch(one -> one.limits().isEmpty());
  }

  private static String times(long count) {
    return count == 1 ? ", once" : String.format(Locale.ROOT, ", %,d times", count);
  }
}
