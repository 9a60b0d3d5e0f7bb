package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.AccountTree;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.hook.JobAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tree of accounts as the host's side refers to it, by handles that hold nothing of Rein's once
 * it is gone, and as the ledger hears of it.
 */
final class Accounts {
  private final AccountTree tree;

  /** Of the accounts in the tree's order, as far as they have been collected. */
  private final List<CounterDeltas> deltas = new ArrayList<>();

  Accounts(AccountTree tree) {
    this.tree = tree;
  }

  AccountLimits jvm() {
    return tree.jvm();
  }

  /** The account that the host's side means; the JVM's when it is none of this time's. */
  AccountLimits of(@Nullable Object handle) {
    AccountLimits limits = handle == null ? null : ifAny(handle);
    return limits == null ? tree.jvm() : limits;
  }

  /** What the host's side may keep for long to mean this account: it holds nothing of Rein's. */
  Object handle(@Nullable Object account) {
    return account == null ? tree.jvm().handle() : account;
  }

  /** What the handle means, or null when it is not of this time's accounts. */
  @Nullable AccountLimits ifAny(Object handle) {
    return JobAccount.plain(handle) instanceof AtomicReference<?> reference
        ? (AccountLimits) reference.get()
        : null;
  }

  /**
   * What the host's side refers to the account of an agent by.
   *
   * @param parent that of the agent within which it works, or null for none
   */
  Object agent(@Nullable Object parent, String name) {
    return tree.agent(of(parent), name).handle();
  }

  /** Hands over what was counted since the last call, and who waits. One thread. */
  void collect(Consumer<LedgerEntry> sink) {
    int known = 0;
    for (AccountLimits account : tree.all()) {
      if (known++ == deltas.size()) {
        deltas.add(new CounterDeltas(account));
      }
    }
    deltas.forEach(account -> account.collect(sink));
  }
}
