package dev.rein.agent.view;

import java.util.Map;
import java.util.TreeMap;

/** What one host was used for, as a ledger tells it so far. */
final class HostState {
  /** More than is told apart by host; a bound for broken ledgers. */
  private static final int MAX_RESOURCES = 64;

  private final String host;
  private final Map<String, Long> resources = new TreeMap<>();

  HostState(String host) {
    this.host = host;
  }

  String host() {
    return host;
  }

  /** By name, in order; those of which something was used. */
  Map<String, Long> resources() {
    return resources;
  }

  long used(String resource) {
    return resources.getOrDefault(resource, 0L);
  }

  void add(String resource, long used) {
    if (resources.containsKey(resource) || resources.size() < MAX_RESOURCES) {
      resources.merge(resource, used, Long::sum);
    }
  }

  /** All bytes, both ways. */
  long traffic() {
    return used("net.bytes.sent") + used("net.bytes.received");
  }
}
