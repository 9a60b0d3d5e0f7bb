package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerTotals;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.ledger.PreviousLedger;
import dev.rein.api.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lets the budgets of this JVM go on from where those of the one before it have ended. */
final class Restoring {
  private final List<String> remarks = new ArrayList<>();

  /** By the account's id, so that parents come first. */
  private final Map<String, LedgerTotals.Totals> accounts = new TreeMap<>();

  private Restoring() {}

  /**
   * Reads the ledger of the last JVM of this main class or jar that has ended.
   *
   * @param dir where the ledgers are
   */
  static Restoring read(Path dir, String main) {
    Restoring restoring = new Restoring();
    LedgerFolder folder = PreviousLedger.find(dir, main, restoring.remarks::add);
    if (folder == null) {
      restoring.remarks.add("no earlier ledger of " + main + "; budgets begin at nothing");
      return restoring;
    }
    try {
      restoring.accounts.putAll(LedgerTotals.read(folder).accounts());
      restoring.remarks.add("budgets go on from " + folder.path());
    } catch (LedgerUnreadableException e) {
      restoring.remarks.add(e.getMessage() + "; budgets begin at nothing");
    }
    return restoring;
  }

  /** What was found, a line each, for people. */
  List<String> remarks() {
    return remarks;
  }

  /** Adds what was used and granted to the accounts of this JVM. */
  void applyTo(Governor governor) {
    accounts.forEach((id, totals) -> apply(governor, governor.account(id), totals));
  }

  private static void apply(Governor governor, AccountLimits account, LedgerTotals.Totals totals) {
    totals
        .used()
        .forEach(
            (name, used) -> {
              Resource resource = Resource.find(name);
              if (resource != null && !resource.isGauge()) {
                governor.restoreUse(account, resource, used);
              }
            });
    totals
        .granted()
        .forEach(
            (key, amount) -> {
              Resource resource = Resource.find(key.resource());
              if (resource != null) {
                governor.restoreGrant(account, resource, key.kind(), amount);
              }
            });
  }
}
