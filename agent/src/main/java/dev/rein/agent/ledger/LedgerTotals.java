package dev.rein.agent.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the accounts of one ledger come to: as much as the next JVM needs to go on from it. Its
 * memory is bounded whatever the ledger holds. Immutable.
 */
public final class LedgerTotals {
  private static final int MAX_ACCOUNTS = 10_000;
  private static final int MAX_RESOURCES = 1024;
  private static final int MAX_GRANTS = 256;

  /** A resource and a kind of limit, as in {@link LedgerEntry.Granted}. */
  public record GrantKey(String resource, String kind) {}

  /**
   * One account.
   *
   * @param used by resource, in its unit; all but those that the ledger knows for gauges
   * @param granted on top of the limits of that kind that were set last
   */
  public record Totals(Map<String, Long> used, Map<GrantKey, Long> granted) {
    public Totals {
      used = Map.copyOf(used);
      granted = Map.copyOf(granted);
    }
  }

  private final Map<String, Totals> accounts;
  private final boolean stopped;

  private LedgerTotals(Map<String, Totals> accounts, boolean stopped) {
    this.accounts = Map.copyOf(accounts);
    this.stopped = stopped;
  }

  /**
   * Reads a ledger from its beginning as far as it goes by now. Of a damaged one, what is there
   * before the damage.
   *
   * @throws LedgerUnreadableException when the queue cannot be opened at all
   */
  public static LedgerTotals read(LedgerFolder folder) throws LedgerUnreadableException {
    Summing summing = new Summing();
    try (LedgerReader reader = LedgerReader.open(folder)) {
      for (LedgerEntry entry = reader.next(); entry != null; entry = reader.next()) {
        summing.add(entry);
      }
    }
    return summing.totals();
  }

  /** By the account's id. */
  public Map<String, Totals> accounts() {
    return accounts;
  }

  /** True when Rein ended its work in good order. */
  public boolean isStopped() {
    return stopped;
  }

  /** The sums while the ledger is being read. */
  private static final class Summing {
    private final Map<Integer, Account> accounts = new HashMap<>();
    private final Set<String> gauges = new HashSet<>();
    private boolean stopped;

    void add(LedgerEntry entry) {
      if (entry instanceof LedgerEntry.CarriedOver carried) {
        carry(carried.entry());
      } else if (entry instanceof LedgerEntry.Counters counters) {
        Account account = account(counters.account());
        counters.deltas().forEach(delta -> account.use(delta.resource(), delta.used()));
      } else if (entry instanceof LedgerEntry.AccountOpened opened) {
        account(opened.account()).id = opened.id();
      } else if (entry instanceof LedgerEntry.LimitSet limit) {
        account(limit.account()).granted.remove(new GrantKey(limit.resource(), limit.kind()));
      } else if (entry instanceof LedgerEntry.Granted granted) {
        account(granted.account()).grant(granted);
      } else if (entry instanceof LedgerEntry.Resources table) {
        table.resources().forEach(this::declare);
      } else if (entry instanceof LedgerEntry.Stopped) {
        stopped = true;
      }
    }

    /** Takes the place of what is known, since it is all there was. */
    private void carry(LedgerEntry entry) {
      if (entry instanceof LedgerEntry.Counters counters) {
        Account account = account(counters.account());
        account.used.clear();
        counters.deltas().forEach(delta -> account.use(delta.resource(), delta.used()));
      } else if (entry instanceof LedgerEntry.Granted granted) {
        Account account = account(granted.account());
        account.granted.remove(new GrantKey(granted.resource(), granted.kind()));
        account.grant(granted);
      } else {
        add(entry);
      }
    }

    private void declare(LedgerEntry.ResourceName resource) {
      if (resource.gauge() && gauges.size() < MAX_RESOURCES) {
        gauges.add(resource.name());
      }
    }

    /** One past the bound is counted for nobody. */
    private Account account(int number) {
      Account known = accounts.get(number);
      if (known != null) {
        return known;
      }
      Account fresh = new Account();
      if (accounts.size() < MAX_ACCOUNTS) {
        accounts.put(number, fresh);
      }
      return fresh;
    }

    LedgerTotals totals() {
      Map<String, Totals> byId = new HashMap<>();
      for (Account account : accounts.values()) {
        // One without an id is of a ledger whose beginning is lost: nobody can go on from it.
        if (!account.id.isEmpty()) {
          account.used.keySet().removeAll(gauges);
          account.used.values().removeIf(used -> used <= 0);
          byId.put(account.id, new Totals(account.used, account.granted));
        }
      }
      return new LedgerTotals(byId, stopped);
    }
  }

  /** One account while the ledger is being read. */
  private static final class Account {
    private final Map<String, Long> used = new HashMap<>();
    private final Map<GrantKey, Long> granted = new HashMap<>();
    private String id = "";

    void use(String resource, long more) {
      if (used.containsKey(resource) || used.size() < MAX_RESOURCES) {
        used.merge(resource, more, Long::sum);
      }
    }

    void grant(LedgerEntry.Granted grant) {
      GrantKey key = new GrantKey(grant.resource(), grant.kind());
      if (granted.containsKey(key) || granted.size() < MAX_GRANTS) {
        granted.merge(key, grant.amount(), Long::sum);
      }
    }
  }
}
