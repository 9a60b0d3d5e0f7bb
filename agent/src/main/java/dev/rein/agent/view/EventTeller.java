package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.ModelEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells entries as events and keeps no more than that takes: names of accounts and resources. For
 * those who do not want the whole {@link LedgerState}. One thread.
 */
public final class EventTeller {
  private static final ResourceName NONE = new ResourceName("", "count", false, true);

  private final Map<Integer, String> accounts = new HashMap<>();
  private final Map<String, ResourceName> names = new HashMap<>();
  private final RateWindows windows = new RateWindows();
  private long pid;

  /** The event that the next entry is; null when it is none. */
  public @Nullable Event next(LedgerEntry given) {
    LedgerEntry entry = LedgerEntry.InJob.unwrap(given);
    if (entry instanceof LedgerEntry.Resources table) {
      table.resources().forEach(resource -> names.put(resource.name(), resource));
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      accounts.put(opened.account(), opened.id());
    } else if (entry instanceof LedgerEntry.Started started) {
      pid = started.pid();
    }
    if (entry instanceof ModelEntry.RateWindow window && !windows.add(window)) {
      return null;
    }
    String account = entry instanceof LedgerEntry.OfAccount one ? idOf(one.account()) : "";
    Event event = Events.of(entry, account, resource(entry), pid);
    return event != null && given instanceof LedgerEntry.InJob within
        ? event.within(within.job(), within.tenant())
        : event;
  }

  /** What an account is called. */
  public String idOf(int account) {
    String id = accounts.get(account);
    return id == null ? "account-" + account : id;
  }

  private ResourceName resource(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Granted grant) {
      return LedgerState.nameOf(grant.resource(), names);
    }
    return entry instanceof LimitEvent event ? LedgerState.nameOf(event.resource(), names) : NONE;
  }
}
