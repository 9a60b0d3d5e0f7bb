package dev.rein.agent.policy;

import dev.rein.api.Resource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads one limit of a policy: {@code {budget: 1000, warn: 80%, then: pause}}. */
final class LimitReader {
  static final Duration COOL_DOWN = Duration.ofSeconds(30);

  /** All that may stand in a limit; which of them go together depends on its kind. */
  static final List<String> KEYS =
      List.of(
          "budget",
          "rate",
          "at-most",
          "above",
          "below",
          "warn",
          "per",
          "burst",
          "for",
          "cool-down",
          "commands",
          "then",
          "longest-wait");

  private static final List<String> KINDS_OPTIONS =
      List.of("warn", "per", "burst", "for", "cool-down", "commands");
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(1);

  private final Limitable resource;
  private final List<LimitKind> kinds;
  private final Map<String, Field> fields;
  private final boolean rule;
  private final LimitContext context;
  private final Problems problems;

  private LimitReader(
      Limitable resource,
      List<LimitKind> kinds,
      Map<String, Field> fields,
      boolean rule,
      LimitContext context) {
    this.resource = resource;
    this.kinds = kinds;
    this.fields = fields;
    this.rule = rule;
    this.context = context;
    this.problems = context.problems();
  }

  /** The limit on a resource, or null with a problem added. */
  static @Nullable Limit read(Limitable resource, Node node, LimitContext context) {
    Problems problems = context.problems();
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "this is no limit; expected one such as " + resource.example());
      return null;
    }
    int before = problems.count();
    Map<String, Field> fields = new HashMap<>();
    for (Field field : Field.of(mapping, problems)) {
      if (KEYS.contains(field.name())) {
        fields.put(field.name(), field);
      } else {
        problems.addUnknown(field.node(), "key", field.name(), KEYS);
      }
    }
    LimitReader reader = new LimitReader(resource, resource.kinds(), fields, false, context);
    Limit limit = reader.limit(node, problems.count() > before);
    return problems.count() == before ? limit : null;
  }

  /**
   * The limit of a rule, or null with a problem added.
   *
   * @param fields those of the rule that may stand in a limit
   * @param node the whole rule
   */
  static @Nullable Limit ofRule(
      Limitable resource,
      List<LimitKind> kinds,
      Map<String, Field> fields,
      Node node,
      LimitContext context) {
    return new LimitReader(resource, kinds, fields, true, context).limit(node, false);
  }

  private @Nullable Limit limit(Node node, boolean mayHaveMistyped) {
    Field field = null;
    for (LimitKind each : LimitKind.values()) {
      Field given = fields.get(each.word());
      if (given != null && field != null) {
        addSecond(field, given);
        return null;
      }
      field = given == null ? field : given;
    }
    LimitKind kind = field == null ? null : LimitKind.of(field.name());
    if (field == null || kind == null) {
      return withoutBound(node, mayHaveMistyped);
    }
    if (!kinds.contains(kind)) {
      problems.add(
          field.node(),
          (rule ? "this rule is about " + resource.name() + ", which" : resource.name())
              + resource.nature()
              + "; use "
              + LimitKind.words(kinds)
              + " instead of '"
              + kind.word()
              + "'");
      return null;
    }
    checkOptions(kind);
    Bound bound =
        kind == LimitKind.RATE
            ? Bound.rate(resource, field.value(), problems)
            : Bound.amount(resource, field.value(), problems);
    return limit(kind, bound, context.origin(field.node()));
  }

  private void addSecond(Field one, Field other) {
    boolean inOrder = Problems.isBefore(one.node(), other.node());
    Field first = inOrder ? one : other;
    Field second = inOrder ? other : one;
    problems.add(
        second.node(),
        "a limit has either '"
            + first.name()
            + "' or '"
            + second.name()
            + "'; write two "
            + (rule ? "rules" : "limits, as a list"));
  }

  /** A rule without one lets nothing through without doing what it says. */
  private @Nullable Limit withoutBound(Node node, boolean mayHaveMistyped) {
    if (!rule) {
      if (!mayHaveMistyped) {
        problems.add(
            node,
            "the limit lacks "
                + LimitKind.words(kinds)
                + "; expected one such as "
                + resource.example());
      }
      return null;
    }
    for (String option : KINDS_OPTIONS) {
      Field field = fields.get(option);
      if (field != null) {
        problems.add(field.node(), "'" + option + "' has no use without " + LimitKind.words(kinds));
      }
    }
    return limit(LimitKind.BUDGET, new Bound(0, null), context.origin(node));
  }

  private void checkOptions(LimitKind kind) {
    for (String option : KINDS_OPTIONS) {
      Field field = fields.get(option);
      if (field != null && option.equals("commands") && !resource.isVolume()) {
        problems.add(
            field.node(),
            "'commands' goes with "
                + Resource.DISK_FREE
                + " alone; use a rule for 'process' instead");
      } else if (field != null && resource.isOfProvider() && isTime(option)) {
        problems.add(
            field.node(),
            "'"
                + option
                + "' has no use for "
                + resource.name()
                + ", which holds until the time that the provider says; remove it");
      } else if (field != null && !kind.options().contains(option)) {
        problems.add(
            field.node(),
            "'"
                + option
                + "' does not go with '"
                + kind.word()
                + "'; it goes with "
                + LimitKind.words(LimitKind.with(option)));
      }
    }
  }

  private static boolean isTime(String option) {
    return option.equals("for") || option.equals("cool-down");
  }

  private @Nullable Limit limit(LimitKind kind, @Nullable Bound bound, String origin) {
    Duration period = duration("per", SHORTEST_PERIOD, null);
    Duration sustain = duration("for", Duration.ZERO, Duration.ZERO);
    Duration coolDown = duration("cool-down", Duration.ZERO, resource.coolDown());
    List<String> commands = commands();
    Then then = then(kind, fields.containsKey("per"));
    if (bound == null || then == null || sustain == null || coolDown == null) {
      return null;
    }
    long max = bound.max();
    long warnAt =
        kind == LimitKind.RATE
            ? Long.MAX_VALUE
            : WarnReader.read(resource, kind, max, fields.get("warn"), problems);
    Resource on = resource.resource();
    Action action = then.action();
    Duration wait = then.longestWait();
    return switch (kind) {
      case BUDGET -> new Limit.Budget(on, max, warnAt, period, action, wait, origin);
      case RATE -> {
        long burst = Bound.burst(resource, max, fields.get("burst"), problems);
        Duration window = bound.window();
        yield window == null ? null : new Limit.Rate(on, max, window, burst, action, wait, origin);
      }
      case AT_MOST -> new Limit.AtMost(on, max, warnAt, action, wait, origin);
      case ABOVE, BELOW ->
          new Limit.Threshold(
              on,
              kind == LimitKind.ABOVE,
              max,
              warnAt,
              sustain,
              coolDown,
              action,
              wait,
              commands,
              origin);
    };
  }

  private @Nullable Duration duration(String key, Duration least, @Nullable Duration otherwise) {
    Field field = fields.get(key);
    return field == null ? otherwise : Durations.parse(field, least, problems);
  }

  private List<String> commands() {
    Field field = fields.get("commands");
    return field == null ? List.of() : Patterns.ofCommands(field, problems);
  }

  private @Nullable Then then(LimitKind kind, boolean periodic) {
    return rule
        ? Then.ofRule(kind, periodic, fields, problems)
        : Then.ofLimit(kind, periodic, resource, fields, context);
  }
}
