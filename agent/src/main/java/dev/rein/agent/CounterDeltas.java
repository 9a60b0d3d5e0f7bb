package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.account.Meter;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an account's meters have gained since they were last looked at. One thread. */
final class CounterDeltas {
  private final Account account;
  private final long[] used = new long[Resource.all().size()];
  private final long[] denied = new long[used.length];
  private final long[] delayed = new long[used.length];

  CounterDeltas(Account account) {
    this.account = account;
  }

  /** What to write, or null when nothing has changed. */
  LedgerEntry.@Nullable Counters next() {
    List<LedgerEntry.Delta> deltas = new ArrayList<>();
    for (Resource resource : Resource.all()) {
      Meter meter = account.meter(resource);
      int i = resource.id();
      long nowUsed = meter.used();
      long nowDenied = meter.denied();
      long nowDelayed = meter.delayed();
      if (nowUsed != used[i] || nowDenied != denied[i] || nowDelayed != delayed[i]) {
        deltas.add(
            new LedgerEntry.Delta(
                resource.name(),
                nowUsed - used[i],
                nowDenied - denied[i],
                nowDelayed - delayed[i]));
        used[i] = nowUsed;
        denied[i] = nowDenied;
        delayed[i] = nowDelayed;
      }
    }
    return deltas.isEmpty()
        ? null
        : new LedgerEntry.Counters(System.currentTimeMillis(), LedgerEvents.JVM, deltas);
  }
}
