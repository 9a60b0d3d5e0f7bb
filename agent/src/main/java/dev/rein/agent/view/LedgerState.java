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
import java.util.TreeMap;
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

  /** Id of the account at the root. */
  static final String JVM = "jvm";

  private final Map<Integer, AccountState> accounts = new LinkedHashMap<>();
  private final Map<String, HostState> hosts = new LinkedHashMap<>();
  private final Map<String, String> units = new LinkedHashMap<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final CoverageState coverage = new CoverageState();
  private final SteeringState steering = new SteeringState();
  private boolean stopped;

  /** Takes the next entry of the ledger. The event that it is, if it is one. */
  public @Nullable Event apply(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Resources table) {
      table.resources().forEach(resource -> declare(resource.name(), resource.unit()));
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      open(opened.account(), opened.id(), opened.parent());
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      counters.uses().forEach(use -> host(counters.host()).add(use.resource(), use.used()));
    } else if (entry instanceof LedgerEntry.Coverage found) {
      coverage.add(found);
    } else if (entry instanceof LedgerEntry.Stopped) {
      stopped = true;
      end();
    } else if (entry instanceof LedgerEntry.OfAccount one) {
      account(one.account()).apply(one);
    }
    steering.apply(entry);
    Event event = Events.of(entry, accountId(entry), unit(entry), steering.pid());
    if (event != null) {
      events.addLast(event);
      if (events.size() > MAX_EVENTS) {
        events.removeFirst();
      }
    }
    return event;
  }

  /** Nothing waits any more: Rein, or the whole process, is gone. */
  void end() {
    accounts.values().forEach(AccountState::end);
    steering.end();
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

  SteeringState steering() {
    return steering;
  }

  /** Id of the account that an entry is about. */
  String idOf(int account) {
    return account(account).id();
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

  /**
   * What of the JVM's use was none of its agents', by resource; empty when there is no agent. Only
   * what was used at all.
   */
  Map<String, Long> unattributed() {
    Map<String, Long> rest = new TreeMap<>();
    if (accounts.size() > 1) {
      for (AccountState account : accounts.values()) {
        account.resources().forEach((name, one) -> addUnattributed(rest, account, name, one));
      }
      rest.values().removeIf(used -> used == 0);
    }
    return rest;
  }

  private static void addUnattributed(
      Map<String, Long> rest, AccountState account, String name, ResourceState resource) {
    if (!resource.isSum()) {
      return;
    }
    if (account.parent() == null) {
      rest.merge(name, resource.used(), Long::sum);
    } else if (JVM.equals(account.parent())) {
      rest.merge(name, -resource.used(), Long::sum);
    }
  }

  String unitOf(String resource) {
    return units.getOrDefault(resource, "count");
  }

  /** Every account has every resource from the beginning: zero is a number too. */
  private void declare(String name, String unit) {
    if (units.size() < MAX_RESOURCES) {
      units.putIfAbsent(name, unit);
      accounts.values().forEach(account -> account.resource(name));
    }
  }

  private AccountState account(int number) {
    AccountState known = accounts.get(number);
    // Only a ledger whose beginning is damaged speaks of an account it has not opened.
    return known != null ? known : open(number, "account-" + number, null);
  }

  private AccountState open(int number, String id, @Nullable String parent) {
    AccountState opened = new AccountState(id, parent, units);
    if (accounts.size() < MAX_ACCOUNTS) {
      accounts.put(number, opened);
    }
    return opened;
  }

  private String accountId(LedgerEntry entry) {
    return entry instanceof LedgerEntry.OfAccount one ? idOf(one.account()) : "";
  }

  private String unit(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Granted grant) {
      return unitOf(grant.resource());
    }
    return entry instanceof LimitEvent event ? unitOf(event.resource()) : "count";
  }
}
