package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.text.Quantity;

/** Limits as the ledger writes them. */
final class LimitEntries {
  /** Stands in the place of an amount where a limit does not hold any more. */
  private static final long NONE = -1;

  private LimitEntries() {}

  static LedgerEntry of(long at, Account account, Limit limit, boolean holds) {
    return new LedgerEntry.LimitSet(
        at,
        account.number(),
        limit.resource().name(),
        kind(limit),
        holds ? limit.max() : NONE,
        limit.warnAt(),
        limit.then().word());
  }

  /** {@code budget}, {@code rate/1m}: the kind, and the window or period if it has one. */
  static String kind(Limit limit) {
    if (limit instanceof Limit.Rate rate) {
      return limit.kind() + "/" + Quantity.time(rate.window());
    } else if (limit instanceof Limit.Budget budget && budget.period() != null) {
      return limit.kind() + "/" + Quantity.time(budget.period());
    }
    return limit.kind();
  }
}
