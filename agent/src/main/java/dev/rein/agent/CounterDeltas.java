package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.account.Meter;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an account has to tell the ledger since it was last asked. One thread. */
final class CounterDeltas {
  private final Account account;
  private final long[] used = new long[Resource.all().size()];
  private final long[] denied = new long[used.length];
  private final long[] delayed = new long[used.length];

  private final long opened = System.currentTimeMillis();

  /** The JVM's account is among the first entries of a ledger anyway. */
  private boolean announced;

  CounterDeltas(Account account) {
    this.account = account;
    this.announced = account.parent() == null;
  }

  /** Hands over that the account is there, once, and what its meters have gained. */
  void collect(Consumer<LedgerEntry> sink) {
    if (!announced) {
      announced = true;
      Account parent = account.parent();
      sink.accept(
          new LedgerEntry.AccountOpened(
              opened, account.number(), account.id(), parent == null ? null : parent.id()));
    }
    LedgerEntry.Counters counters = next();
    if (counters != null) {
      sink.accept(counters);
    }
  }

  private LedgerEntry.@Nullable Counters next() {
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
        : new LedgerEntry.Counters(System.currentTimeMillis(), account.number(), deltas);
  }
}
