package dev.rein.api;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How the agents of this JVM stand, and what has happened since a time.
 *
 * @param agents how many agents are in each phase now; a phase that none is in is missing
 * @param paused ids of the accounts that are paused now
 * @param warnings how many times since then an account has gone into {@link Phase#WARNING} from a
 *     lower phase
 * @param interventions the same for {@link Phase#INTERVENTION}
 * @param terminations the same for {@link Phase#TERMINATION}
 * @param events the latest since then, 100 at most, oldest first
 */
public record Summary(
    Map<Phase, Integer> agents,
    List<String> paused,
    long warnings,
    long interventions,
    long terminations,
    List<Event> events) {
  static final Summary NONE = new Summary(Map.of(), List.of(), 0, 0, 0, List.of());

  public Summary {
    Map<Phase, Integer> inOrder = new EnumMap<>(Phase.class);
    inOrder.putAll(agents);
    agents = Collections.unmodifiableMap(inOrder);
    paused = List.copyOf(paused);
    events = List.copyOf(events);
  }

  /**
   * Something that happened to an account.
   *
   * @param account its id
   * @param type as {@code rein events} names it
   * @param message one line for people
   */
  public record Event(Instant at, String account, String type, String message) {}
}
