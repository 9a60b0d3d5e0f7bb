package dev.rein.agent.ledger;

import dev.rein.agent.ledger.LedgerEntry.Delta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ledger has said of one account so far. */
final class CarriedAccount {
  private static final int MAX_RESOURCES = 1_024;
  private static final int MAX_LIMITS = 1_024;
  private static final int MAX_MARKS = 64;

  private record LimitKey(String resource, String kind, String action) {}

  private record Mark(long times, LedgerEntry entry) {}

  private final Map<String, long[]> totals = new LinkedHashMap<>();
  private final Map<LimitKey, LedgerEntry.LimitSet> limits = new LinkedHashMap<>();
  private final Map<LedgerTotals.GrantKey, LedgerEntry.Granted> granted = new LinkedHashMap<>();

  /** The last of each kind of thing that happened to it, in the order in which they did. */
  private final Map<String, Mark> marks = new LinkedHashMap<>();

  private final ModelSums calls;
  private LedgerEntry.@Nullable AccountOpened opened;

  CarriedAccount(ModelSums.Room room) {
    this.calls = new ModelSums(room);
  }

  void add(LedgerEntry.OfAccount entry) {
    if (entry instanceof LedgerEntry.Counters counters) {
      counters.deltas().forEach(this::add);
    } else if (entry instanceof ModelEntry call) {
      calls.add(call);
    } else if (entry instanceof LedgerEntry.AccountOpened begins) {
      opened = begins;
    } else if (entry instanceof LedgerEntry.LimitSet limit) {
      set(limit);
    } else if (entry instanceof LedgerEntry.Granted grant) {
      add(grant);
    } else if (entry instanceof LedgerEntry.LimitEvent event) {
      mark("limit " + event.kind(), event);
    } else if (entry instanceof LedgerEntry.Controlled controlled) {
      mark("control " + controlled.command(), controlled);
    } else if (entry instanceof LedgerEntry.PhaseChanged change) {
      mark("phase", change);
    } else if (entry instanceof LedgerEntry.Waiting waiting) {
      mark("waiting", waiting);
    } else if (entry instanceof LedgerEntry.Delivered delivered) {
      // What it was about can be long, and was news then.
      mark(
          "delivered " + delivered.kind(),
          new LedgerEntry.Delivered(
              delivered.at(), delivered.account(), delivered.kind(), "", List.of()));
    }
  }

  private void add(Delta delta) {
    long[] known = totals.get(delta.resource());
    if (known == null && totals.size() < MAX_RESOURCES) {
      known = new long[3];
      totals.put(delta.resource(), known);
    }
    if (known != null) {
      known[0] += delta.used();
      known[1] += delta.denied();
      known[2] += delta.delayed();
    }
  }

  private void set(LedgerEntry.LimitSet limit) {
    LimitKey key = new LimitKey(limit.resource(), limit.kind(), limit.action());
    granted.remove(new LedgerTotals.GrantKey(limit.resource(), limit.kind()));
    if (limit.limit() < 0) {
      limits.remove(key);
    } else if (limits.size() < MAX_LIMITS || limits.containsKey(key)) {
      limits.put(key, limit);
    }
  }

  private void add(LedgerEntry.Granted grant) {
    LedgerTotals.GrantKey key = new LedgerTotals.GrantKey(grant.resource(), grant.kind());
    LedgerEntry.Granted before = granted.get(key);
    if (before == null && granted.size() >= MAX_LIMITS) {
      return;
    }
    long sum = grant.amount() + (before == null ? 0 : before.amount());
    granted.put(
        key,
        new LedgerEntry.Granted(
            grant.at(), grant.account(), grant.resource(), grant.kind(), Math.max(0, sum)));
  }

  private void mark(String what, LedgerEntry entry) {
    Mark before = marks.remove(what);
    if (marks.size() < MAX_MARKS) {
      marks.put(what, new Mark(before == null ? 1 : before.times() + 1, entry));
    }
  }

  void entries(long at, int number, Carrying carrying) {
    carrying.add(opened);
    limits.values().forEach(carrying::add);
    granted.values().forEach(carrying::add);
    List<Delta> deltas = new ArrayList<>();
    totals.forEach((name, sums) -> deltas.add(new Delta(name, sums[0], sums[1], sums[2])));
    carrying.add(new LedgerEntry.Counters(at, number, deltas));
    calls.models(at, number).forEach(carrying::add);
    calls.tools(at, number).forEach(carrying::add);
    marks.values().forEach(mark -> carrying.add(mark.times(), mark.entry()));
  }
}
