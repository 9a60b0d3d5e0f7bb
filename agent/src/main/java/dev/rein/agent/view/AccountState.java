package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.ledger.ModelSums;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One account as its ledger tells it so far. */
public final class AccountState {
  /** More than Rein declares, own meters of hosts included; a bound for broken ledgers. */
  private static final int MAX_RESOURCES = 1024;

  /** More kinds of deliverables than there are; a bound for broken ledgers. */
  private static final int MAX_DELIVERABLES = 32;

  /** As many as there are of one subject. */
  private static final int MAX_SPOTS = 10;

  private static final String TERMINATION = "termination";

  private final String id;
  private final @Nullable String parent;
  private final Map<String, ResourceName> names;
  private final Map<String, ResourceState> resources = new TreeMap<>();
  private final Map<String, Long> deliverables = new TreeMap<>();
  private final ModelSums calls;
  private Map<HotSpots.Subject, List<HotSpot>> hotSpots = Map.of();
  private long lastDelivery;
  private String phase = "normal";
  private boolean pausedByLimit;
  private boolean pausedByPerson;
  private boolean ended;
  private long waiting;
  private String waitingFor = "";

  /**
   * @param names the ledger's resources by name, of which there will be more
   * @param room for what its calls of models come to
   */
  AccountState(
      String id, @Nullable String parent, Map<String, ResourceName> names, ModelSums.Room room) {
    this.id = id;
    this.calls = new ModelSums(room);
    this.parent = parent;
    this.names = names;
    names.values().forEach(this::declare);
  }

  /** Takes an entry about this account. */
  void apply(LedgerEntry.OfAccount entry) {
    if (entry instanceof LedgerEntry.Counters counters) {
      counters.deltas().forEach(delta -> resource(delta.resource()).add(counters.at(), delta));
    } else if (entry instanceof ModelEntry call) {
      calls.add(call);
    } else if (entry instanceof LedgerEntry.LimitSet limit) {
      resource(limit.resource()).set(limit);
    } else if (entry instanceof LedgerEntry.Granted grant) {
      resource(grant.resource()).grant(grant);
    } else if (entry instanceof LimitEvent event) {
      apply(event.kind());
    } else if (entry instanceof LedgerEntry.PhaseChanged change) {
      enter(change.to());
    } else if (entry instanceof LedgerEntry.Controlled controlled) {
      apply(controlled.command());
    } else if (entry instanceof LedgerEntry.Waiting now) {
      setWaiting(now.calls(), now.reason());
    } else if (entry instanceof LedgerEntry.Delivered delivered) {
      deliver(delivered);
    } else if (entry instanceof HotSpots spots) {
      set(spots);
    }
  }

  /** Takes what was so before all that can be read, in place of what is known. */
  void carry(LedgerEntry.OfAccount entry, long times) {
    if (entry instanceof LedgerEntry.Counters counters) {
      counters.deltas().forEach(delta -> resource(delta.resource()).set(delta));
    } else if (entry instanceof ModelEntry totals) {
      calls.set(totals);
    } else if (entry instanceof LedgerEntry.PhaseChanged change) {
      phase = change.from();
      enter(change.to());
    } else if (entry instanceof LedgerEntry.Delivered delivered) {
      deliver(delivered);
      deliverables.replace(delivered.kind(), times);
    } else {
      apply(entry);
    }
  }

  /** All but the counters begins anew: it follows. */
  void restart() {
    phase = "normal";
    pausedByLimit = false;
    pausedByPerson = false;
    ended = false;
    setWaiting(0, "");
    calls.clear();
    resources.values().forEach(ResourceState::forgetLimits);
  }

  private void apply(LimitEvent.Kind kind) {
    switch (kind) {
      case PAUSED -> pausedByLimit = true;
      case RESUMED -> pausedByLimit = false;
      case TERMINATED -> ended = true;
      case WARNED, OBSERVED, DENIED, EXCUSED, THROTTLED -> {}
    }
  }

  private void apply(String command) {
    switch (command) {
      case "pause" -> pausedByPerson = true;
      case "resume" -> {
        // Whatever held it up: a limit that still does says so anew.
        pausedByPerson = false;
        pausedByLimit = false;
      }
      case "terminate" -> ended = true;
      default -> {}
    }
  }

  private void enter(String next) {
    if (phase.equals(TERMINATION)) {
      ended = false;
    }
    phase = next;
  }

  private void deliver(LedgerEntry.Delivered delivered) {
    String kind = delivered.kind();
    if (deliverables.containsKey(kind) || deliverables.size() < MAX_DELIVERABLES) {
      deliverables.merge(kind, 1L, Long::sum);
    }
    lastDelivery = Math.max(lastDelivery, delivered.at());
  }

  private void set(HotSpots spots) {
    if (hotSpots.isEmpty()) {
      hotSpots = new EnumMap<>(HotSpots.Subject.class);
    }
    List<HotSpot> all = spots.spots();
    hotSpots.put(spots.subject(), List.copyOf(all.subList(0, Math.min(MAX_SPOTS, all.size()))));
  }

  /** Makes room for those of others. */
  void forgetHotSpots() {
    hotSpots = Map.of();
  }

  private void setWaiting(long calls, String reason) {
    waiting = Math.max(0, calls);
    waitingFor = waiting == 0 ? "" : reason;
  }

  /** None of its calls waits any more, for its process is gone. */
  void end() {
    setWaiting(0, "");
  }

  public String id() {
    return id;
  }

  public @Nullable String parent() {
    return parent;
  }

  public String phase() {
    return phase;
  }

  public boolean paused() {
    return pausedByLimit || pausedByPerson;
  }

  public boolean terminated() {
    return ended || phase.equals(TERMINATION);
  }

  /** How many of its calls wait. */
  public long waiting() {
    return waiting;
  }

  /** What most of them wait for; empty when none waits. */
  public String waitingFor() {
    return waitingFor;
  }

  /** How many by kind. */
  public Map<String, Long> deliverables() {
    return deliverables;
  }

  /** When the last deliverable came, in milliseconds since 1970; 0 when there is none. */
  public long lastDelivery() {
    return lastDelivery;
  }

  /** What its own calls of models and tools come to. */
  ModelSums calls() {
    return calls;
  }

  /** What its CPU time or its memory went to of late, the hottest first. */
  public List<HotSpot> hotSpots(HotSpots.Subject subject) {
    return hotSpots.getOrDefault(subject, List.of());
  }

  public boolean hasHotSpots() {
    return hotSpots.values().stream().anyMatch(spots -> !spots.isEmpty());
  }

  /** True when a person may want to look at it. */
  public boolean needsAttention() {
    return paused() || terminated() || waiting > 0 || !phase.equals("normal");
  }

  /** By name, in order. */
  public Map<String, ResourceState> resources() {
    return resources;
  }

  /** Zero is a number too; but what nobody has looked at yet is not at zero. */
  void declare(ResourceName name) {
    boolean ofOthers = parent != null && Measured.isOfJvm(name.name());
    if (name.sum() && !ofOthers) {
      resource(name.name());
    }
  }

  /** What it used of a resource; zero of one that was not heard of. */
  public long used(String name) {
    ResourceState known = resources.get(name);
    return known == null ? 0 : known.used();
  }

  /** When Rein has last found anything measured of it; below 0 when it never did. */
  public long lastLook() {
    long last = -1;
    for (ResourceState resource : resources.values()) {
      Trend trend = resource.trend();
      last = Math.max(last, trend == null ? -1 : trend.lastLook());
    }
    return last;
  }

  ResourceState resource(String name) {
    ResourceState known = resources.get(name);
    if (known != null) {
      return known;
    }
    ResourceState fresh = new ResourceState(LedgerState.nameOf(name, names));
    if (resources.size() < MAX_RESOURCES) {
      resources.put(name, fresh);
    }
    return fresh;
  }
}
