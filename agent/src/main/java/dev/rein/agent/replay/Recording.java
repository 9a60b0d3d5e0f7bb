package dev.rein.agent.replay;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.api.Resource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ledger tells of itself: whose it is, how exact, and what its own policy has done. */
public final class Recording {
  private static final int MOST_NAMES = 1_000;

  private final Map<String, @Nullable Resource> resources = new HashMap<>();
  private final Map<String, Boolean> listed = new HashMap<>();
  private LedgerEntry.@Nullable Started started;
  private LedgerEntry.@Nullable Stopped stopped;
  private long firstAt;
  private long lastAt;
  private long entries;
  private long ticks;
  private long tickMillis;
  private long longestTick;
  private long refused;
  private long paused;
  private long delayed;
  private long policies;
  private long unjudgedRefusals;
  private long judgedRefusals;
  private long untoldRequests;
  private long carriedOver;

  Recording() {}

  void add(LedgerEntry entry) {
    firstAt = entries == 0 ? entry.at() : Math.min(firstAt, entry.at());
    lastAt = entries == 0 ? entry.at() : Math.max(lastAt, entry.at());
    entries++;
    if (entry instanceof LedgerEntry.CarriedOver) {
      carriedOver++;
    } else {
      see(entry);
    }
  }

  /** What an entry tells of the ledger, whenever it was first said. */
  void see(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Started begun && started == null) {
      started = begun;
    } else if (entry instanceof LedgerEntry.Stopped ended) {
      stopped = ended;
    } else if (entry instanceof LedgerEntry.Resources table) {
      for (LedgerEntry.ResourceName name : table.resources()) {
        if (listed.size() < MOST_NAMES) {
          listed.put(name.name(), name.gauge());
        }
      }
    } else if (entry instanceof LimitEvent event) {
      refused += event.kind() == LimitEvent.Kind.DENIED ? 1 : 0;
      paused += event.kind() == LimitEvent.Kind.PAUSED ? 1 : 0;
    } else if (entry instanceof LedgerEntry.PolicyChanged changed && changed.accepted()) {
      policies++;
    }
  }

  /** The resource of a name in the ledger; null for one that no policy could limit. */
  @Nullable Resource resource(String name) {
    if (resources.containsKey(name)) {
      return resources.get(name);
    }
    Resource found = Resource.find(name);
    Resource resource = found != null && isOfOtherKind(found) ? null : found;
    if (resources.size() < MOST_NAMES) {
      resources.put(name, resource);
    }
    return resource;
  }

  /**
   * Whether the ledger counts a resource of this name that goes up and down where this does not.
   */
  boolean isOfOtherKind(Resource resource) {
    Boolean gauge = listed.get(resource.name());
    return gauge != null && gauge != resource.isGauge();
  }

  /** Whether the recorded JVM counted it; an older Rein does not count everything. */
  boolean counts(Resource resource) {
    return listed.containsKey(resource.name());
  }

  void tick(long millis) {
    if (millis > 0) {
      ticks++;
      tickMillis += millis;
      longestTick = Math.max(longestTick, millis);
    }
  }

  void delayed(long calls) {
    delayed += Math.max(0, Math.min(calls, Integer.MAX_VALUE));
  }

  void unjudgedRefusals(long calls) {
    unjudgedRefusals = Tallies.sum(unjudgedRefusals, calls);
  }

  void judgedRefusal() {
    judgedRefusals++;
  }

  void untoldRequests(long requests) {
    untoldRequests = Tallies.sum(untoldRequests, requests);
  }

  /** How Rein began, with the policy's name; null when that entry is missing. */
  public LedgerEntry.@Nullable Started started() {
    return started;
  }

  /** How Rein ended; null when the JVM runs still or was killed. */
  public LedgerEntry.@Nullable Stopped stopped() {
    return stopped;
  }

  public long firstAt() {
    return firstAt;
  }

  public long lastAt() {
    return lastAt;
  }

  public long entries() {
    return entries;
  }

  /** Calls that its own policy has refused, told one by one. */
  public long refused() {
    return refused;
  }

  /** How many times its own policy has paused an account. */
  public long paused() {
    return paused;
  }

  /** Calls that its own policy has delayed. */
  public long delayed() {
    return delayed;
  }

  /** Mean time between two looks at the counters, in milliseconds; 0 when there are too few. */
  public long usualTick() {
    return ticks == 0 ? 0 : tickMillis / ticks;
  }

  public long longestTick() {
    return longestTick;
  }

  /** Whether the ledger's first files are gone. */
  boolean beginsLater() {
    return carriedOver > 0;
  }

  long policies() {
    return policies;
  }

  long unjudgedRefusals() {
    return unjudgedRefusals;
  }

  long judgedRefusals() {
    return judgedRefusals;
  }

  long untoldRequests() {
    return untoldRequests;
  }
}
