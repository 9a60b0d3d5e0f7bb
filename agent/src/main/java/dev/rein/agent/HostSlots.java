package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.AdmissionStatus;
import dev.rein.agent.governor.Jobs;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.lifecycle.Lifecycle;
import dev.rein.api.Refusal;
import dev.rein.hook.CallGuard;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots that the program holds. What it gets for one is an array of the JDK's, from which
 * nothing of Rein's can be reached once Rein is gone; where the program forgets it, the collector
 * tells. Any thread.
 */
final class HostSlots {
  private final Jobs jobs;
  private final Accounts accounts;
  private final Consumer<LedgerEntry> ledger;
  private final Lifecycle lifecycle;
  private final Set<Held> held = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<Object[]> forgotten = new ReferenceQueue<>();

  HostSlots(Jobs jobs, Accounts accounts, Lifecycle lifecycle, Consumer<LedgerEntry> ledger) {
    this.lifecycle = lifecycle;
    this.jobs = jobs;
    this.accounts = accounts;
    this.ledger = ledger;
  }

  /** A slot, and the account's handle for as long as it is not given back. */
  private static final class Held extends PhantomReference<Object[]> {
    private final AtomicReference<@Nullable Object> account;

    Held(
        Object[] slot,
        AtomicReference<@Nullable Object> account,
        ReferenceQueue<Object[]> forgotten) {
      super(slot, forgotten);
      this.account = account;
    }
  }

  /**
   * Takes a slot for an account.
   *
   * @return what {@link #close} takes, {@code false} when none came free in time, or the {@link
   *     Refusal}
   */
  Object acquire(AccountLimits account, long nanos) {
    prune();
    Refusal refusal = jobs.acquire(account, nanos);
    if (Jobs.NOT_IN_TIME.equals(refusal)) {
      return false;
    } else if (refusal != null) {
      return refusal;
    }
    AtomicReference<@Nullable Object> handle = new AtomicReference<>(account.handle());
    Object[] slot = {handle};
    held.add(new Held(slot, handle, forgotten));
    lifecycle.slotTaken(handle, account, CallGuard.currentRun());
    return slot;
  }

  /** Gives a slot back; does nothing for one that is not this time's, or not held any more. */
  void close(Object slot) {
    if (slot instanceof Object[] parts && parts[0] instanceof AtomicReference<?> handle) {
      boolean unused = release(handle);
    }
  }

  private boolean release(AtomicReference<?> handle) {
    Object account = handle.getAndSet(null);
    AccountLimits limits = account == null ? null : accounts.ifAny(account);
    if (limits != null) {
      lifecycle.slotClosed(handle);
      jobs.release(limits);
    }
    return limits != null;
  }

  /** Gives back what the program has forgotten to. */
  void prune() {
    for (Reference<?> gone = forgotten.poll(); gone != null; gone = forgotten.poll()) {
      if (gone instanceof Held slot) {
        held.remove(slot);
        if (release(slot.account)) {
          ledger.accept(
              new LedgerEntry.Notice(
                  System.currentTimeMillis(),
                  "warning",
                  "the program has forgotten to close a slot; it is given back"));
        }
      }
    }
  }

  /** How admission stands, in the form of the API. */
  Object status(AccountLimits account) {
    AdmissionStatus status = jobs.status(account);
    return new Object[] {
      status.throttled(),
      status.reason(),
      status.active(),
      status.pending(),
      status.rejected(),
      status.max(),
      status.recommended()
    };
  }
}
