package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ledger says was started and not stopped so far, the oldest first. */
public final class LeftThings {
  /** As many as Rein follows at once; a bound for broken ledgers. */
  private static final int MOST = 10_000;

  private final Map<Long, LeftOpen> open = new LinkedHashMap<>();
  private final Map<Long, String> failures = new LinkedHashMap<>();
  private final Map<Long, Long> processes = new LinkedHashMap<>();
  private final Map<Long, LedgerEntry.ProcessStarted> children = new LinkedHashMap<>();
  private long beyond;

  /** All that is open still follows. */
  void restart() {
    open.clear();
    failures.clear();
    processes.clear();
    children.clear();
  }

  /** Takes an entry, if it is about this. */
  void apply(LedgerEntry entry) {
    if (entry instanceof LeftOpen thing) {
      add(thing);
    } else if (entry instanceof Cleaned cleaned) {
      if (cleaned.result() == Cleaned.Result.FAILED) {
        if (open.containsKey(cleaned.number())) {
          failures.put(cleaned.number(), cleaned.failure());
        }
      } else {
        remove(cleaned.number());
      }
    } else if (entry instanceof LedgerEntry.ProcessStarted started) {
      if (children.size() < MOST) {
        children.put(started.pid(), started);
      }
    } else if (entry instanceof LedgerEntry.ProcessEnded ended) {
      children.remove(ended.pid());
      Long number = processes.get(ended.pid());
      if (number != null) {
        remove(number);
      }
    }
  }

  private void add(LeftOpen thing) {
    if (open.size() >= MOST && !open.containsKey(thing.number())) {
      beyond++;
      return;
    }
    open.put(thing.number(), thing);
    if (thing.kind() == LeftOpen.Kind.PROCESS) {
      processes.put(thing.id(), thing.number());
      children.remove(thing.id());
    }
  }

  private void remove(long number) {
    LeftOpen removed = open.remove(number);
    failures.remove(number);
    if (removed != null && removed.kind() == LeftOpen.Kind.PROCESS) {
      processes.remove(removed.id());
    }
  }

  /** In the order in which they were told first. */
  public Collection<LeftOpen> all() {
    return Collections.unmodifiableCollection(open.values());
  }

  /** Processes that have not ended, as far as it tells, and that are not in {@link #all}. */
  public Collection<LedgerEntry.ProcessStarted> children() {
    return Collections.unmodifiableCollection(children.values());
  }

  /** Why it could not be cleaned; null when nothing has failed. */
  public @Nullable String failure(LeftOpen thing) {
    return failures.get(thing.number());
  }

  /** How many are not in {@link #all}. */
  public long beyond() {
    return beyond;
  }

  /**
   * How many of each kind an account has left open when its work, or the JVM, ended.
   *
   * @param account its number
   */
  Map<LeftOpen.Kind, Integer> leftBy(int account) {
    Map<LeftOpen.Kind, Integer> counts = new EnumMap<>(LeftOpen.Kind.class);
    for (LeftOpen thing : open.values()) {
      if (thing.account() == account && thing.stage() != LeftOpen.Stage.OPEN) {
        counts.merge(thing.kind(), 1, Integer::sum);
      }
    }
    return counts;
  }
}
