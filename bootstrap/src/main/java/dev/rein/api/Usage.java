package dev.rein.api;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account has used and how it stands, at one moment. The numbers are read one after
 * another, so work that goes on meanwhile may show in one and not in another.
 *
 * @param account its id: {@code jvm}, {@code coder}, {@code coder/tester}
 * @param parent id of the account above, which is charged too; null for the JVM
 * @param paused whether its calls wait, or would, because it or an account above is paused
 * @param used of each resource of which anything was, by name, in the resource's {@link
 *     Resource#unit() unit}; of a gauge what is in use now
 * @param limits of each resource on which the account itself has limits to a total or to how many
 *     at once, the smallest, in the same units
 * @param lastDeliverable when it last got something done; null when it has not yet
 */
public record Usage(
    String account,
    @Nullable String parent,
    Phase phase,
    boolean paused,
    Map<String, Long> used,
    Map<String, Long> limits,
    @Nullable Instant lastDeliverable) {
  public Usage {
    used = Collections.unmodifiableSortedMap(new TreeMap<>(used));
    limits = Collections.unmodifiableSortedMap(new TreeMap<>(limits));
  }

  /** How much was used of one resource, in its unit; 0 when nothing was. */
  public long used(Resource resource) {
    return used.getOrDefault(resource.name(), 0L);
  }
}
