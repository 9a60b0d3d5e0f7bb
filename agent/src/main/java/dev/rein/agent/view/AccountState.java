package dev.rein.agent.view;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One account as its ledger tells it so far. */
final class AccountState {
  /** More than Rein declares, own meters of hosts included; a bound for broken ledgers. */
  private static final int MAX_RESOURCES = 1024;

  private final String id;
  private final @Nullable String parent;
  private final Map<String, ResourceState> resources = new TreeMap<>();
  private String phase = "normal";
  private boolean paused;

  AccountState(String id, @Nullable String parent) {
    this.id = id;
    this.parent = parent;
  }

  String id() {
    return id;
  }

  @Nullable String parent() {
    return parent;
  }

  String phase() {
    return phase;
  }

  boolean paused() {
    return paused;
  }

  /** By name, in order. */
  Map<String, ResourceState> resources() {
    return resources;
  }

  ResourceState resource(String name, String unit) {
    ResourceState known = resources.get(name);
    if (known != null) {
      return known;
    }
    ResourceState fresh = new ResourceState(unit);
    if (resources.size() < MAX_RESOURCES) {
      resources.put(name, fresh);
    }
    return fresh;
  }

  void enter(String newPhase) {
    phase = newPhase;
  }

  void setPaused(boolean nowPaused) {
    paused = nowPaused;
  }
}
