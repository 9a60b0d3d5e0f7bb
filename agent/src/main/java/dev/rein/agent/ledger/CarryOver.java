package dev.rein.agent.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger has said so far, as each of its files but the first repeats it: old files can go
 * without the totals. Its memory is bounded. One thread.
 */
final class CarryOver {
  private static final int MAX_ACCOUNTS = 10_000;
  private static final int MAX_HOSTS = 1_024;
  private static final int MAX_APPROVALS = 1_000;

  private final Map<Integer, CarriedAccount> accounts = new LinkedHashMap<>();
  private final ModelSums.Room room = new ModelSums.Room();
  private final Map<String, Map<String, Long>> hosts = new LinkedHashMap<>();
  private final Map<Long, LedgerEntry.Approval> approvals = new LinkedHashMap<>();
  private final CarriedThings things = new CarriedThings();
  private final CarriedCoverage coverage = new CarriedCoverage();
  private LedgerEntry.@Nullable Started started;
  private LedgerEntry.@Nullable Resources resources;
  private LedgerEntry.@Nullable PolicyChanged policy;
  private LedgerEntry.@Nullable JobContext job;
  private boolean begun;
  private int cycle;
  private long files;

  /** True when the next entry is the first of its file, and not of the ledger. */
  boolean isDue(int next) {
    return begun && next != cycle;
  }

  /** Hands over what the next file begins with. */
  void entries(long at, Consumer<LedgerEntry> sink) {
    Carrying carrying = new Carrying(at, files + 1, sink);
    carrying.add(started);
    carrying.add(resources);
    carrying.add(policy);
    coverage.entries(carrying);
    accounts.forEach((number, account) -> account.entries(at, number, carrying));
    hosts.forEach(
        (host, used) -> {
          List<LedgerEntry.HostUse> uses = new ArrayList<>();
          used.forEach((resource, amount) -> uses.add(new LedgerEntry.HostUse(resource, amount)));
          carrying.add(new LedgerEntry.HostCounters(at, host, uses));
        });
    approvals.values().forEach(carrying::add);
    things.entries(carrying);
    carrying.add(job);
  }

  /** The entry is in the file of that cycle. */
  void written(int in, LedgerEntry entry) {
    if (begun && in != cycle) {
      files++;
    }
    begun = true;
    cycle = in;
    add(entry);
  }

  private void add(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.OfAccount one) {
      CarriedAccount account = account(one.account());
      if (account != null) {
        account.add(one);
      }
      if (entry instanceof LedgerEntry.Approval approval) {
        add(approval);
      }
      things.add(entry);
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      add(counters);
    } else if (entry instanceof LedgerEntry.Started begins) {
      started = begins;
    } else if (entry instanceof LedgerEntry.Resources table) {
      resources = table;
    } else if (entry instanceof LedgerEntry.PolicyChanged change && change.accepted()) {
      policy = change;
    } else if (entry instanceof LedgerEntry.JobContext context) {
      job = context;
    } else if (entry instanceof LedgerEntry.Coverage found) {
      coverage.add(found);
    }
  }

  private void add(LedgerEntry.Approval approval) {
    if (approval.step() != LedgerEntry.Approval.Step.ASKED) {
      approvals.remove(approval.number());
    } else if (approvals.size() < MAX_APPROVALS) {
      approvals.put(approval.number(), approval);
    }
  }

  private void add(LedgerEntry.HostCounters counters) {
    Map<String, Long> used = hosts.get(counters.host());
    if (used == null && hosts.size() < MAX_HOSTS) {
      used = new LinkedHashMap<>();
      hosts.put(counters.host(), used);
    }
    if (used != null) {
      for (LedgerEntry.HostUse use : counters.uses()) {
        used.merge(use.resource(), use.used(), Long::sum);
      }
    }
  }

  private @Nullable CarriedAccount account(int number) {
    CarriedAccount known = accounts.get(number);
    if (known == null && accounts.size() < MAX_ACCOUNTS) {
      known = new CarriedAccount(room);
      accounts.put(number, known);
    }
    return known;
  }
}
