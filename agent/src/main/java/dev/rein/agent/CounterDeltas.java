package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.account.Meter;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an account has to tell the ledger since it was last asked. One thread. */
final class CounterDeltas {
  private final AccountLimits limits;
  private long[] used = {};
  private long[] denied = {};
  private long[] delayed = {};
  private long waiting;

  CounterDeltas(AccountLimits limits) {
    this.limits = limits;
  }

  /** Hands over what its meters have gained, and how many of its calls wait. */
  void collect(Consumer<LedgerEntry> sink) {
    LedgerEntry.Counters counters = next();
    if (counters != null) {
      sink.accept(counters);
    }
    long now = limits.waiting();
    if (now != waiting) {
      waiting = now;
      sink.accept(
          new LedgerEntry.Waiting(
              System.currentTimeMillis(),
              limits.account().number(),
              now,
              now == 0 ? "" : limits.waitingFor()));
    }
  }

  private LedgerEntry.@Nullable Counters next() {
    Account account = limits.account();
    List<Resource> resources = Resource.all();
    if (used.length < resources.size()) {
      grow(resources.size());
    }
    List<LedgerEntry.Delta> deltas = new ArrayList<>();
    for (Resource resource : resources) {
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

  private void grow(int size) {
    used = Arrays.copyOf(used, size);
    denied = Arrays.copyOf(denied, size);
    delayed = Arrays.copyOf(delayed, size);
  }
}
