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

  /** The host of a peer, or null when it has none that is known without a look-up. */
  protected abstract @Nullable String nameOf(Object peer);

  /**
   * Adds what was used.
   *
   * @param peer address, or whatever else there is a name to
   * @param resource one of {@link HostMeter#RESOURCES}
   */
  public void add(@Nullable Object peer, Resource resource, long amount) {
    (peer == null ? other : find(peer)).add(resource, amount);
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
    return known != null ? known : open(host);
  }

  private synchronized HostMeter open(String host) {
    return hosts.size() < MAX_HOSTS || hosts.containsKey(host)
        ? hosts.computeIfAbsent(host, any -> new HostMeter())
        : other;
  }

  /** Hands over each host and its meter. */
  public void forEach(BiConsumer<String, HostMeter> action) {
    hosts.forEach(action);
    action.accept(OTHER, other);
  }

  private record Seen(Object peer, HostMeter meter) {}
}
