package dev.rein.agent.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account at this moment.
 *
 * @param parent id of the account above; null for the JVM
 * @param phase {@code normal}, {@code warning}, {@code intervention} or {@code termination}
 * @param priority {@code high}, {@code standard} or {@code low}
 * @param active how many times the agent is at work right now; 1 for the JVM
 * @param waiting how many of its calls wait
 * @param used of each resource of which anything was, by name, in the resource's unit
 */
public record AccountStatus(
    String id,
    @Nullable String parent,
    String phase,
    boolean paused,
    String priority,
    int active,
    long waiting,
    Map<String, Long> used) {
  public AccountStatus {
    used = Map.copyOf(used);
  }
}
