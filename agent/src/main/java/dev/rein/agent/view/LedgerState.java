package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LifecycleEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.ledger.ModelSums;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
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
  private static final int MAX_ROUTINE = 100;
  private static final int MAX_ACCOUNTS = 10_000;
  private static final int MAX_RESOURCES = 1024;
  private static final int MAX_HOSTS = 1024;

  /** Id of the account at the root. */
  public static final String JVM = "jvm";

  private static final ResourceName NONE = new ResourceName("", "count", false, true);

  private final Map<Integer, AccountState> accounts = new LinkedHashMap<>();
  private final ModelSums.Room room = new ModelSums.Room();
  private final Map<String, HostState> hosts = new LinkedHashMap<>();
  private final Map<String, ResourceName> names = new LinkedHashMap<>();
  private final Deque<Event> events = new ArrayDeque<>();
  private final Deque<Event> routine = new ArrayDeque<>();
  private final RateWindows windows = new RateWindows();
  private final HotAccounts hotAccounts = new HotAccounts();
  private final LedgerTime time = new LedgerTime();
  private final Timelines timelines = new Timelines();
  private final CoverageState coverage = new CoverageState();
  private final LeftThings left = new LeftThings();
  private final SteeringState steering = new SteeringState();
  private final Map<String, String> parents = new HashMap<>();
  private LedgerEntry.JobContext job = new LedgerEntry.JobContext(0, "", "");
  private boolean stopped;

  /** Takes the next entry of the ledger. The event that it is, if it is one. */
  public @Nullable Event apply(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.CarriedOver carried) {
      time.see(carried.at());
      carry(carried.entry(), carried.times());
      return null;
    }
    if (entry instanceof LedgerEntry.Resources table) {
      table.resources().forEach(this::declare);
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      open(opened.account(), opened.id(), opened.parent());
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      counters.uses().forEach(use -> host(counters.host()).add(use.resource(), use.used()));
    } else if (entry instanceof LedgerEntry.Coverage found) {
      coverage.add(found);
    } else if (entry instanceof LedgerEntry.JobContext context) {
      job = context;
    } else if (entry instanceof LedgerEntry.Stopped) {
      stopped = true;
      end();
    } else if (entry instanceof LedgerEntry.OfAccount one) {
      AccountState account = account(one.account());
      account.apply(one);
      if (entry instanceof LedgerEntry.Counters counters) {
        timelines.add(account, counters);
      }
      if (entry instanceof LedgerEntry.HotSpots) {
        hotAccounts.heard(account);
      }
    }
    time.see(entry.at());
    steering.apply(entry);
    left.apply(entry);
    if (entry instanceof ModelEntry.RateWindow window && !windows.add(window)) {
      return null;
    }
    Event event = Events.of(entry, accountId(entry), resource(entry), steering.pid());
    return event == null ? null : keep(event.within(job.job(), job.tenant()));
  }

  private Event keep(Event event) {
    Deque<Event> kept = event.isRoutine() ? routine : events;
    kept.addLast(event);
    if (kept.size() > (event.isRoutine() ? MAX_ROUTINE : MAX_EVENTS)) {
      kept.removeFirst();
    }
    return event;
  }

  /** What was before all that can be read: it takes the place of what is known, and is no news. */
  private void carry(LedgerEntry entry, long times) {
    if (entry instanceof LedgerEntry.Resources table) {
      table.resources().forEach(this::declare);
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      AccountState known = accounts.get(opened.account());
      if (known == null) {
        known = open(opened.account(), opened.id(), opened.parent());
      }
      known.restart();
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      counters.uses().forEach(use -> host(counters.host()).set(use.resource(), use.used()));
    } else if (entry instanceof LedgerEntry.Coverage found) {
      coverage.add(found);
    } else if (entry instanceof LedgerEntry.OfAccount one) {
      AccountState account = account(one.account());
      account.carry(one, times);
      if (entry instanceof LedgerEntry.Counters counters) {
        timelines.add(account, counters);
      }
    } else if (entry instanceof LedgerEntry.JobContext context) {
      job = context;
    } else if (entry instanceof LedgerEntry.Started) {
      left.restart();
    }
    left.apply(entry);
    steering.apply(entry);
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

  /** The last ones but for {@link #routine}, oldest first. */
  public List<Event> events() {
    return new ArrayList<>(events);
  }

  /** The last calls of models and tools that went well, oldest first. */
  public List<Event> routine() {
    return new ArrayList<>(routine);
  }

  /** What providers have last said that they still answer. */
  public RateWindows windows() {
    return windows;
  }

  /** From when to when it tells. */
  public LedgerTime time() {
    return time;
  }

  /** When Rein has last found anything measured, which is true of all accounts of the JVM. */
  public long lastLook() {
    return accounts.values().stream()
        .filter(account -> account.parent() == null)
        .mapToLong(AccountState::lastLook)
        .max()
        .orElse(-1);
  }

  /** How what each account used went over time. */
  public Timelines timelines() {
    return timelines;
  }

  public CoverageState coverage() {
    return coverage;
  }

  public SteeringState steering() {
    return steering;
  }

  /** What was started and not stopped so far. */
  public LeftThings left() {
    return left;
  }

  /** How many of each kind an account has left open at an end. */
  Map<LifecycleEntry.LeftOpen.Kind, Integer> leftBy(AccountState account) {
    for (Map.Entry<Integer, AccountState> known : accounts.entrySet()) {
      if (known.getValue() == account && !left.all().isEmpty()) {
        return left.leftBy(known.getKey());
      }
    }
    return Map.of();
  }

  /** Id of the account that an entry is about. */
  public String idOf(int account) {
    return account(account).id();
  }

  /** By the ids of the accounts below them. */
  public Map<String, String> parents() {
    return Collections.unmodifiableMap(parents);
  }

  public Collection<AccountState> accounts() {
    return accounts.values();
  }

  /** Those with the most traffic first. */
  public List<HostState> hosts() {
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
  public Map<String, Long> unattributed() {
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

  /** A resource that no table has names itself: it is counted. */
  static ResourceName nameOf(String resource, Map<String, ResourceName> names) {
    ResourceName known = names.get(resource);
    return known != null ? known : new ResourceName(resource, "count", false, true);
  }

  private void declare(ResourceName resource) {
    if (names.size() < MAX_RESOURCES && !names.containsKey(resource.name())) {
      // The first ledgers had one that is no sum, and did not say so.
      boolean age = resource.gauge() && resource.unit().equals("milliseconds");
      ResourceName name =
          new ResourceName(
              resource.name(), resource.unit(), resource.gauge(), resource.sum() && !age);
      names.put(resource.name(), name);
      accounts.values().forEach(account -> account.declare(name));
    }
  }

  private AccountState account(int number) {
    AccountState known = accounts.get(number);
    // Only a ledger whose beginning is damaged speaks of an account it has not opened.
    return known != null ? known : open(number, "account-" + number, null);
  }

  private AccountState open(int number, String id, @Nullable String parent) {
    AccountState opened = new AccountState(id, parent, names, room);
    if (accounts.size() < MAX_ACCOUNTS) {
      accounts.put(number, opened);
      if (parent != null) {
        parents.put(id, parent);
      }
    }
    return opened;
  }

  private String accountId(LedgerEntry entry) {
    return entry instanceof LedgerEntry.OfAccount one ? idOf(one.account()) : "";
  }

  private ResourceName resource(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Granted grant) {
      return nameOf(grant.resource(), names);
    }
    return entry instanceof LimitEvent event ? nameOf(event.resource(), names) : NONE;
  }
}
