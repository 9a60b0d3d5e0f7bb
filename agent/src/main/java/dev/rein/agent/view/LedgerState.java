package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sum of a ledger's entries so far: accounts, what they used, and the last events. Its memory
 * is bounded whatever the ledger holds.
 */
public final class LedgerState {
  private static final int MAX_EVENTS = 200;
  private static final int MAX_ACCOUNTS = 10_000;
  private static final int MAX_RESOURCES = 1024;
  private static final int MAX_HOSTS = 1024;

  private final Map<Integer, AccountState> accounts = new LinkedHashMap<>();
  private final Map<String, HostState> hosts = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final CoverageState coverage = new CoverageState();
  private boolean stopped;

  /** Takes the next entry of the ledger. The event that it is, if it is one. */
  public @Nullable Event apply(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Resources table) {
      table.resources().forEach(resource -> declare(resource.name(), resource.unit()));
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      open(opened.account(), opened.id(), opened.parent());
    } else if (entry instanceof LedgerEntry.LimitSet limit) {
      resource(limit.account(), limit.resource()).set(limit);
    } else if (entry instanceof LedgerEntry.Counters counters) {
      counters.deltas().forEach(delta -> resource(counters.account(), delta.resource()).add(delta));
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      counters.uses().forEach(use -> host(counters.host()).add(use.resource(), use.used()));
    } else if (entry instanceof LedgerEntry.PhaseChanged change) {
      account(change.account()).enter(change.to());
    } else if (entry instanceof LimitEvent event) {
      apply(event);
    } else if (entry instanceof LedgerEntry.Coverage found) {
      coverage.add(found);
    } else if (entry instanceof LedgerEntry.Stopped) {
      stopped = true;
    }
    Event event = Events.of(entry, accountId(entry), unit(entry));
    if (event != null) {
      events.addLast(event);
      if (events.size() > MAX_EVENTS) {
        events.removeFirst();
      }
    }
    return event;
  }

  /** True once Rein ended its work in good order. */
  public boolean isStopped() {
    return stopped;
  }

  /** The last ones, oldest first. */
  List<Event> events() {
    return new ArrayList<>(events);
  }

  CoverageState coverage() {
    return coverage;
  }

  Collection<AccountState> accounts() {
    return accounts.values();
  }

  /** Those with the most traffic first. */
  List<HostState> hosts() {
    return hosts.values().stream()
        .sorted(
            Comparator.comparingLong(HostState::traffic).reversed().thenComparing(HostState::host))
        .toList();
  }

  private HostState host(String name) {
    HostState known = hosts.get(name);
    if (known != null) {
      return known;
    }
    HostState fresh = new HostState(name);
    if (hosts.size() < MAX_HOSTS) {
      hosts.put(name, fresh);
    }
    return fresh;
  }

  /** Every account has every resource from the beginning: zero is a number too. */
  private void declare(String name, String unit) {
    if (units.size() < MAX_RESOURCES) {
      units.putIfAbsent(name, unit);
      accounts.values().forEach(account -> account.resource(name, unit));
    }
  }

  private void apply(LimitEvent event) {
    if (event.kind() == LimitEvent.Kind.PAUSED) {
      account(event.account()).setPaused(true);
    } else if (event.kind() == LimitEvent.Kind.RESUMED) {
      account(event.account()).setPaused(false);
    }
  }

  private AccountState account(int number) {
    AccountState known = accounts.get(number);
    // Only a ledger whose beginning is damaged speaks of an account it has not opened.
    return known != null ? known : open(number, "account-" + number, null);
  }

  private AccountState open(int number, String id, @Nullable String parent) {
    AccountState opened = new AccountState(id, parent);
    units.forEach(opened::resource);
    if (accounts.size() < MAX_ACCOUNTS) {
      accounts.put(number, opened);
    }
    return opened;
  }

  private ResourceState resource(int account, String name) {
    return account(account).resource(name, units.getOrDefault(name, "count"));
  }

  private String accountId(LedgerEntry entry) {
    if (entry instanceof LimitEvent event) {
      return account(event.account()).id();
    }
    if (entry instanceof LedgerEntry.ProcessStarted process) {
      return account(process.account()).id();
    }
    if (entry instanceof LedgerEntry.ProcessEnded process) {
      return account(process.account()).id();
    }
    if (entry instanceof LedgerEntry.ProcessDestroyed process) {
      return account(process.account()).id();
    }
    return entry instanceof LedgerEntry.PhaseChanged change ? account(change.account()).id() : "";
  }

  private String unit(LedgerEntry entry) {
    return entry instanceof LimitEvent event
        ? units.getOrDefault(event.resource(), "count")
        : "count";
  }
}
