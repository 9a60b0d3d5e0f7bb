package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.PolicyEvents;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import dev.rein.hook.Hooks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes what the policy engine does into the ledger. */
final class LedgerEvents implements PolicyEvents {
  /** A refused call may well wait for its record; the queue may still be opening. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final HostLedger ledger;

  LedgerEvents(HostLedger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void atLimit(Kind kind, Account account, Limit limit, long used, @Nullable Object target) {
    LedgerEntry entry =
        new LedgerEntry.LimitEvent(
            System.currentTimeMillis(),
            account.number(),
            LedgerEntry.LimitEvent.Kind.valueOf(kind.name()),
            limit.resource().name(),
            limit.max(),
            used,
            Targets.describe(target));
    if (kind == Kind.DENIED || kind == Kind.PAUSED) {
      ledger.offerAndAwait(entry, LONGEST_WAIT);
    } else {
      ledger.offer(entry);
    }
    if (kind == Kind.PAUSED) {
      ledger.tell(
          "account '"
              + account.id()
              + "' is paused: "
              + limit.resource()
              + " has reached its limit of "
              + limit.max()
              + "; `rein resume "
              + ProcessHandle.current().pid()
              + "` lets it go on");
    }
  }

  @Override
  public void phaseChanged(Account account, Phase from, Phase to, String reason) {
    ledger.offer(
        new LedgerEntry.PhaseChanged(
            System.currentTimeMillis(), account.number(), from.label(), to.label(), reason));
  }

  @Override
  public void transfersBlocked(Resource resource, boolean blocked) {
    Hooks.setBlocked(resource, blocked);
  }
}
