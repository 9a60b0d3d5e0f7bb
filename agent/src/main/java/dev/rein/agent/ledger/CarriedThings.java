package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a ledger has said was started and not stopped so far. */
final class CarriedThings {
  private static final int MOST = 1_000;

  private final Map<Long, LeftOpen> open = new LinkedHashMap<>();
  private final Map<Long, Cleaned> failures = new LinkedHashMap<>();
  private final Map<Long, LedgerEntry.ProcessStarted> processes = new LinkedHashMap<>();

  void add(LedgerEntry entry) {
    if (entry instanceof LeftOpen thing) {
      putBounded(open, thing.number(), thing);
    } else if (entry instanceof Cleaned cleaned) {
      if (cleaned.result() != Cleaned.Result.FAILED) {
        remove(cleaned.number());
      } else if (open.containsKey(cleaned.number())) {
        failures.put(cleaned.number(), cleaned);
      }
    } else if (entry instanceof LedgerEntry.ProcessStarted started) {
      putBounded(processes, started.pid(), started);
    } else if (entry instanceof LedgerEntry.ProcessEnded ended) {
      processes.remove(ended.pid());
      open.values().removeIf(t -> t.kind() == LeftOpen.Kind.PROCESS && t.id() == ended.pid());
      failures.keySet().retainAll(open.keySet());
    }
  }

  private static <T> void putBounded(Map<Long, T> map, long key, T value) {
    if (map.size() < MOST || map.containsKey(key)) {
      map.put(key, value);
    }
  }

  private void remove(long number) {
    open.remove(number);
    failures.remove(number);
  }

  void entries(Carrying carrying) {
    processes.values().forEach(carrying::add);
    open.values().forEach(carrying::add);
    failures.values().forEach(carrying::add);
  }
}
