package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Approval;
import dev.rein.agent.governor.PolicyEvents;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.text.Quantity;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import dev.rein.hook.Hooks;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes what the governor does into the ledger, and tells those in the JVM who want to know. */
final class LedgerEvents implements PolicyEvents {
  /** A refused call may well wait for its record; the queue may still be opening. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final HostLedger ledger;
  private final History history;
  private final long pid = ProcessHandle.current().pid();

  LedgerEvents(HostLedger ledger, History history) {
    this.ledger = ledger;
    this.history = history;
  }

  @Override
  public void accountOpened(AccountLimits opened) {
    long now = System.currentTimeMillis();
    Account account = opened.account();
    Account parent = account.parent();
    ledger.offer(
        new LedgerEntry.AccountOpened(
            now, account.number(), account.id(), parent == null ? null : parent.id()));
    opened.limits().forEach(limit -> ledger.offer(LimitEntries.of(now, account, limit, true)));
  }

  @Override
  public void loopNoticed(Account account, String tool, int times) {
    ledger.offer(
        new ModelEntry.LoopNoticed(System.currentTimeMillis(), account.number(), tool, times));
  }

  @Override
  public void atLimit(
      Kind kind, Account account, Limit limit, long max, long used, @Nullable Object target) {
    long now = System.currentTimeMillis();
    String about = Targets.describe(target);
    LedgerEntry entry =
        new LedgerEntry.LimitEvent(
            now,
            account.number(),
            LedgerEntry.LimitEvent.Kind.valueOf(kind.name()),
            limit.resource().name(),
            max,
            used,
            about);
    if (kind == Kind.DENIED || kind == Kind.PAUSED || kind == Kind.TERMINATED) {
      ledger.offerAndAwait(entry, LONGEST_WAIT);
    } else {
      ledger.offer(entry);
    }
    history.add(now, account.id(), "limit." + word(kind), limit.resource() + " " + about);
    if (kind == Kind.PAUSED || kind == Kind.TERMINATED) {
      ledger.tell(
          "account '"
              + account.id()
              + "' is "
              + word(kind)
              + ": "
              + limit.resource()
              + " has reached "
              + limit.kind()
              + " "
              + Quantity.exact(max, limit.resource().unit())
              + (kind == Kind.PAUSED
                  ? "; `rein resume " + pid + " " + account.id() + "` lets it go on"
                  : ""));
    }
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void granted(Account account, Limit limit, long amount) {
    ledger.offer(
        new LedgerEntry.Granted(
            System.currentTimeMillis(),
            account.number(),
            limit.resource().name(),
            LimitEntries.kind(limit),
            amount));
  }

  @Override
  public void limitChanged(Account account, Limit limit, boolean holds) {
    ledger.offer(LimitEntries.of(System.currentTimeMillis(), account, limit, holds));
  }

  @Override
  public void phaseChanged(Account account, Phase from, Phase to, String reason) {
    long now = System.currentTimeMillis();
    ledger.offer(
        new LedgerEntry.PhaseChanged(now, account.number(), from.label(), to.label(), reason));
    history.phaseChanged(now, account.id(), from, to, reason);
  }

  @Override
  public void approval(Decision decision, Approval approval, String by) {
    LedgerEntry entry =
        new LedgerEntry.Approval(
            System.currentTimeMillis(),
            approval.account().account().number(),
            approval.number(),
            LedgerEntry.Approval.Step.valueOf(decision.name()),
            approval.target(),
            approval.reason(),
            approval.price(),
            by);
    ledger.offerAndAwait(entry, LONGEST_WAIT);
    if (decision == Decision.ASKED) {
      ledger.tell(
          "account '"
              + approval.account().id()
              + "' asks for approval: "
              + approval.target()
              + (approval.price().isEmpty() ? "" : " for " + approval.price())
              + " ("
              + approval.reason()
              + "); `rein approve "
              + pid
              + " "
              + approval.number()
              + "` or `rein deny`");
    }
  }

  @Override
  public void transfersBlocked(Resource resource, boolean blocked) {
    Hooks.setBlocked(resource, blocked);
  }
}
