package dev.rein.agent.account;

import dev.rein.api.Resource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Meters of the hosts a JVM talks to: the first {@value #MAX_HOSTS} by name, all others and those
 * whose name is not known as {@value #OTHER}. Any thread.
 */
public abstract class HostTable {
  /** How many hosts are told apart. */
  public static final int MAX_HOSTS = 200;

  /** All other hosts. */
  public static final String OTHER = "other";

  /** The longest name that the system of names allows. */
  private static final int LONGEST_NAME = 253;

  private static final int SLOTS = 256;

  private final Map<String, HostMeter> hosts = new ConcurrentHashMap<>();
  private final HostMeter other = new HostMeter();

  /**
   * Peers seen last, each at its hash's slot. Threads may overwrite one another's entries; an entry
   * is immutable, so whoever finds one finds it whole.
   */
  private final @Nullable Seen[] seen = new Seen[SLOTS];

  /** The host of an address, or null when there is none. */
  protected abstract @Nullable String nameOf(Object peer);

  /** Adds what was used of a host, or of the others when its name is not known. */
  public void add(@Nullable String host, Resource resource, long amount) {
    named(host).add(resource, amount);
  }

  /**
   * Adds bytes that have moved. On the hot path.
   *
   * @param peer address of the host: the same object for all transfers of a connection
   */
  public void transferred(@Nullable Object peer, Resource resource, long bytes) {
    (peer == null ? other : find(peer)).add(resource, bytes);
  }

  private HostMeter find(Object peer) {
    int slot = peer.hashCode() & (SLOTS - 1);
    Seen last = seen[slot];
    if (last != null && last.peer == peer) {
      return last.meter;
    }
    HostMeter meter = named(nameOf(peer));
    seen[slot] = new Seen(peer, meter);
    return meter;
  }

  private HostMeter named(@Nullable String name) {
    if (name == null || name.isEmpty() || name.length() > LONGEST_NAME) {
      return other;
    }
    String host = name.toLowerCase(Locale.ROOT);
    HostMeter known = hosts.get(host);
    if (known != null) {
      return known;
    }
    return hosts.size() < MAX_HOSTS ? open(host) : other;
  }

  private synchronized HostMeter open(String host) {
    HostMeter known = hosts.get(host);
    if (known != null || hosts.size() >= MAX_HOSTS) {
      return known != null ? known : other;
    }
    HostMeter fresh = new HostMeter();
    hosts.put(host, fresh);
    return fresh;
  }

  /** Hands over each host and its meter. */
  public void forEach(BiConsumer<String, HostMeter> action) {
    hosts.forEach(action);
    action.accept(OTHER, other);
  }

  private record Seen(Object peer, HostMeter meter) {}
}
