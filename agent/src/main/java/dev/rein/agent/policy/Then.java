package dev.rein.agent.policy;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens past a limit.
 *
 * @param longestWait of a call that waits; null for as long as it takes
 */
record Then(Action action, @Nullable Duration longestWait) {
  static final Duration THROTTLE_WAIT = Duration.ofSeconds(60);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

  /**
   * Of a limit that does not say so.
   *
   * @param pause whether it may pause, or only warn
   */
  static Then byDefault(LimitKind kind, Limitable resource, boolean pause) {
    return switch (kind) {
      case BUDGET -> pauseOrWarn(pause);
      // Who waits for a place may hold one itself.
      case AT_MOST -> new Then(Action.DENY, null);
      case RATE -> new Then(Action.THROTTLE, THROTTLE_WAIT);
      case ABOVE, BELOW -> atThreshold(resource, pause);
    };
  }

  private static Then atThreshold(Limitable resource, boolean pause) {
    if (resource.isTimer()) {
      return pauseOrWarn(pause);
    }
    // To wait makes no room on a volume.
    return resource.isVolume()
        ? new Then(Action.DENY, null)
        : new Then(Action.THROTTLE, THROTTLE_WAIT);
  }

  private static Then pauseOrWarn(boolean pause) {
    return new Then(pause ? Action.PAUSE : Action.WARN, null);
  }

  /** What the fields of a limit say, or null with a problem added. */
  static @Nullable Then ofLimit(
      LimitKind kind,
      boolean periodic,
      Limitable resource,
      Map<String, Field> fields,
      LimitContext context) {
    Problems problems = context.problems();
    Field then = fields.get("then");
    if (then != null) {
      return given(then, kind, periodic, resource, fields, problems);
    }
    // Asked as if limits paused, or a file would be good or bad by a switch elsewhere in it.
    Then usual = byDefault(kind, resource, true);
    boolean onlyWarns = usual.action == Action.PAUSE && !context.pause();
    Then waiting = withWait(usual.action, fields, problems);
    return onlyWarns ? pauseOrWarn(false) : waiting;
  }

  /** What the fields of a rule say, or null with a problem added. */
  static @Nullable Then ofRule(
      LimitKind kind, boolean periodic, Map<String, Field> fields, Problems problems) {
    Field then = fields.get("then");
    if (then != null) {
      return given(then, kind, periodic, null, fields, problems);
    }
    boolean onlyPrices = fields.containsKey("cost") && !fields.containsKey(kind.word());
    Action action = onlyPrices ? Action.OBSERVE : Action.DENY;
    return withWait(kind == LimitKind.RATE ? Action.THROTTLE : action, fields, problems);
  }

  private static @Nullable Then given(
      Field then,
      LimitKind kind,
      boolean periodic,
      @Nullable Limitable resource,
      Map<String, Field> fields,
      Problems problems) {
    Action action = Scalars.action(then, problems);
    if (action == null) {
      return null;
    }
    String misfit = misfit(action, kind, periodic, resource == null);
    if (misfit == null && resource != null) {
      misfit = misfit(action, resource);
    }
    if (misfit != null) {
      problems.add(then.value(), misfit);
      return null;
    }
    return withWait(action, fields, problems);
  }

  /** Why an action makes no sense past a limit, or null when it does. */
  static @Nullable String misfit(Action action, LimitKind kind, boolean periodic, boolean rule) {
    if (action == Action.THROTTLE && kind == LimitKind.BUDGET && !periodic) {
      return "a budget does not come back, so there is nothing to wait for; use 'rate', or give the"
          + " budget a 'per'";
    }
    if (action == Action.APPROVE && kind.isThreshold()) {
      return "there is no call to approve when a gauge passes a threshold; use pause";
    }
    if (action == Action.APPROVE && kind == LimitKind.AT_MOST && !rule) {
      return "approve goes with budgets, rates and rules; use pause";
    }
    return null;
  }

  /** Why an action makes no sense past a limit on a resource, or null when it does. */
  static @Nullable String misfit(Action action, Limitable resource) {
    if (action == Action.THROTTLE && resource.isRepeated()) {
      return "a call that is repeated is the same however long it waits; use pause or deny";
    }
    return action == Action.APPROVE && resource.isMeasured()
        ? "there is no call to approve, for no call asks for " + resource.name() + "; use pause"
        : null;
  }

  private static Then withWait(Action action, Map<String, Field> fields, Problems problems) {
    Field field = fields.get("longest-wait");
    if (field == null) {
      return new Then(action, action == Action.THROTTLE ? THROTTLE_WAIT : null);
    }
    if (action == Action.THROTTLE || action == Action.PAUSE || action == Action.APPROVE) {
      return new Then(action, Durations.parse(field, SHORTEST_WAIT, problems));
    }
    problems.add(
        field.node(),
        "'longest-wait' has no use where no call waits; it goes with throttle, pause and approve,"
            + " not with "
            + action.word());
    return new Then(action, null);
  }
}
