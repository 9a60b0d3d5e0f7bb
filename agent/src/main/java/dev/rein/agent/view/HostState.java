package dev.rein.agent.view;

import java.util.Map;
import java.util.TreeMap;

/** What one host was used for, as a ledger tells it so far. */
public final class HostState {
  /** More than is told apart by host; a bound for broken ledgers. */
  private static final int MAX_RESOURCES = 64;

  private final String host;
  private final Map<String, Long> resources = new TreeMap<>();

  HostState(String host) {
    this.host = host;
  }

  public String host() {
    return host;
  }

  /** By name, in order; those of which something was used. */
  public Map<String, Long> resources() {
    return resources;
  }

  public long used(String resource) {
    return resources.getOrDefault(resource, 0L);
  }

  void add(String resource, long used) {
    if (resources.containsKey(resource) || resources.size() < MAX_RESOURCES) {
      resources.merge(resource, used, Long::sum);
    }
  }

  /** All that was used until now. */
  void set(String resource, long used) {
    resources.remove(resource);
    add(resource, used);
  }

  /** All bytes, both ways. */
  public long traffic() {
    return used("net.bytes.sent") + used("net.bytes.received");
  }
}
