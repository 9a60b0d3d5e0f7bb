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
  private static final List<LimitKind> OF_REPEATED = List.of(LimitKind.AT_MOST);
  private static final List<LimitKind> OF_VOLUME = List.of(LimitKind.BELOW);
  private static final List<LimitKind> OF_MEASURED_GAUGE =
      List.of(LimitKind.ABOVE, LimitKind.BELOW);
  private static final List<LimitKind> OF_OWN_GAUGE =
      List.of(LimitKind.AT_MOST, LimitKind.ABOVE, LimitKind.BELOW);

  static Limitable of(Resource resource) {
    return new Limitable(resource.name(), resource, resource.isGauge(), resource.isOwn());
  }

  /** See {@link Resource#unit}. */
  String unit() {
    return resource.unit();
  }

  /** True of what no call asks for: Rein measures it. */
  boolean isMeasured() {
    return resource.isMeasured();
  }

  /** True of what goes up by itself as time passes. */
  boolean isTimer() {
    return resource.equals(Resource.TIME_SINCE_DELIVERABLE);
  }

  /** True of what is looked at of each volume. */
  boolean isVolume() {
    return resource.equals(Resource.DISK_FREE);
  }

  /** True of what tells how often a call was made, and not how many there are. */
  boolean isRepeated() {
    return resource.equals(Resource.TOOLS_REPEATED);
  }

  /** True of what a model's provider says it still takes. */
  boolean isRemaining() {
    return resource.equals(Resource.LLM_REQUESTS_REMAINING)
        || resource.equals(Resource.LLM_TOKENS_REMAINING);
  }

  /** True of what a model's provider says: it ends when that says so, and holds its calls alone. */
  boolean isOfProvider() {
    return isRemaining() || resource.equals(Resource.LLM_RETRY_AFTER);
  }

  /** True of what no agent has of its own, and none can be told to use less of. */
  boolean isOfJvmOnly() {
    return resource.equals(Resource.GC_PAUSE);
  }

  /** Of a threshold that does not say so; who makes room on a volume need not wait as well. */
  Duration coolDown() {
    return isVolume() || isOfProvider() ? Duration.ZERO : LimitReader.COOL_DOWN;
  }

  /** Which kinds of limits it takes, the most usual first. */
  List<LimitKind> kinds() {
    if (!gauge) {
      return OF_COUNTER;
    }
    if (isRepeated()) {
      return OF_REPEATED;
    }
    if (isRemaining()) {
      return OF_VOLUME;
    }
    if (isTimer() || isOfProvider()) {
      return OF_TIMER;
    }
    if (isMeasured()) {
      return isVolume() ? OF_VOLUME : OF_MEASURED_GAUGE;
    }
    return own ? OF_OWN_GAUGE : OF_GAUGE;
  }

  /** A limit as it could be written. */
  String example() {
    if (isTimer()) {
      return "{above: 5m, then: pause}";
    }
    if (isOfProvider()) {
      return isRemaining() ? "{below: 100, then: throttle}" : "{above: 0s, then: throttle}";
    }
    String amount =
        switch (unit()) {
          case "percent" -> isVolume() ? "10%" : "85%";
          case "milliseconds" -> "10m";
          default -> "100";
        };
    String then = isMeasured() && !isVolume() ? gauge ? "throttle" : "pause" : "deny";
    return "{" + kinds().get(0).word() + ": " + amount + ", then: " + then + "}";
  }

  /** How its value moves, as far as that decides which limits make sense. */
  String nature() {
    if (isTimer()) {
      return " is a time that runs";
    }
    if (isVolume() || isRemaining()) {
      return " is what is left";
    }
    if (isRepeated()) {
      return " is how often one call was made";
    }
    return gauge ? " goes up and down" : " only goes up";
  }
}
