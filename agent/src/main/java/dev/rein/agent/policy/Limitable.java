package dev.rein.agent.policy;

import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;

/**
 * A resource as a policy file may limit it.
 *
 * @param name as the file writes it
 * @param resource what the limits are on; some other one while a file is only being checked that
 *     declares a resource of the host's own
 */
record Limitable(String name, Resource resource, boolean gauge, boolean own) {
  private static final List<LimitKind> OF_COUNTER = List.of(LimitKind.BUDGET, LimitKind.RATE);
  private static final List<LimitKind> OF_GAUGE = List.of(LimitKind.AT_MOST, LimitKind.ABOVE);
  private static final List<LimitKind> OF_TIMER = List.of(LimitKind.ABOVE);
  private static final List<LimitKind> OF_OWN_GAUGE =
      List.of(LimitKind.AT_MOST, LimitKind.ABOVE, LimitKind.BELOW);

  static Limitable of(Resource resource) {
    return new Limitable(resource.name(), resource, resource.isGauge(), resource.isOwn());
  }

  /** See {@link Resource#unit}. */
  String unit() {
    return resource.unit();
  }

  /** True of what goes up by itself as time passes. */
  boolean isTimer() {
    return gauge && unit().equals("milliseconds");
  }

  /** True of what is looked at of each volume. */
  boolean isVolume() {
    return resource.equals(Resource.DISK_FREE);
  }

  /** Of a threshold that does not say so: room on a volume does not swing, and each call asks. */
  Duration coolDown() {
    return isVolume() ? Duration.ZERO : LimitReader.COOL_DOWN;
  }

  /** Which kinds of limits it takes, the most usual first. */
  List<LimitKind> kinds() {
    if (!gauge) {
      return OF_COUNTER;
    }
    if (isTimer()) {
      return OF_TIMER;
    }
    return own ? OF_OWN_GAUGE : OF_GAUGE;
  }

  /** A limit as it could be written. */
  String example() {
    if (isTimer()) {
      return "{above: 5m, then: pause}";
    }
    return "{" + kinds().get(0).word() + ": 100, then: deny}";
  }

  /** How its value moves, as far as that decides which limits make sense. */
  String nature() {
    if (isTimer()) {
      return " is a time that runs";
    }
    return gauge ? " goes up and down" : " only goes up";
  }
}
