package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.AccountTree;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.LedgerEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The accounts of the ledger as accounts of the replay, and since when each is at work: the ledger
 * tells that only by the time since its last deliverable.
 */
final class Members {
  /** More than a JVM has; a number beyond is damage. */
  private static final int MOST = 10 * AccountTree.MOST_AGENTS;

  private final Governor governor;
  private final Map<Integer, AccountLimits> byNumber = new HashMap<>();
  private final Map<AccountLimits, Own> own = new HashMap<>();
  private final Map<AccountLimits, Long> idle = new HashMap<>();
  private final Set<AccountLimits> delivered = new HashSet<>();

  Members(Governor governor) {
    this.governor = governor;
  }

  void open(LedgerEntry.AccountOpened opened) {
    AccountLimits jvm = governor.accounts().jvm();
    if (opened.account() <= 0 || opened.account() >= MOST || opened.id().equals(jvm.id())) {
      return;
    }
    AccountLimits account = governor.account(opened.id());
    byNumber.put(opened.account(), account);
    begin(account);
  }

  /** The account that an entry is about; the JVM's when the ledger has not opened it. */
  AccountLimits of(int number) {
    return byNumber.getOrDefault(number, governor.accounts().jvm());
  }

  Own own(AccountLimits account) {
    return own.computeIfAbsent(account, Own::new);
  }

  void deliver(LedgerEntry.Delivered entry) {
    AccountLimits account = of(entry.account());
    governor.deliver(account, entry.at());
    for (AccountLimits level = account; level != null; level = level.parent()) {
      delivered.add(level);
    }
  }

  /** The time since an account's last deliverable has changed. */
  void idleChanged(AccountLimits account, long millis) {
    long before = idle.getOrDefault(account, 0L);
    long now = before + millis;
    idle.put(account, now);
    boolean hasDelivered = delivered.remove(account);
    if (account.parent() == null) {
      return;
    }
    if (now <= 0 && !hasDelivered) {
      // As it began: within itself.
      governor.endAgent(account, account);
    } else if (now > 0 && governor.active(account) == 0) {
      begin(account);
    }
  }

  /** An agent that calls itself is no sub-task: this only starts its timer. */
  private void begin(AccountLimits account) {
    if (account.parent() != null && governor.active(account) == 0) {
      String id = account.id();
      Object unused = governor.beginAgent(account, id.substring(id.lastIndexOf('/') + 1));
    }
  }
}
