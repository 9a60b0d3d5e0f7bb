package dev.rein.agent.policy;

import dev.rein.api.Resource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads one limit of a policy: {@code {budget: 1000, warn: 80%, then: pause}}. */
final class LimitReader {
  private static final List<String> KEYS = List.of("budget", "at-most", "warn", "then");
  private static final List<String> ACTIONS = List.of("observe", "warn", "pause", "deny");
  private static final int DEFAULT_WARN_PERCENT = 80;

  private final Resource resource;
  private final Problems problems;

  private @Nullable Field bound;
  private @Nullable Field warn;
  private @Nullable Field then;
  private boolean wrong;

  private LimitReader(Resource resource, Problems problems) {
    this.resource = resource;
    this.problems = problems;
  }

  /** The limit, or null when what is wrong with it has been added to the problems. */
  static @Nullable Limit read(Resource resource, Node node, Problems problems) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "this is no limit; expected one such as " + example(resource));
      return null;
    }
    LimitReader reader = new LimitReader(resource, problems);
    for (Field field : Field.of(mapping, problems)) {
      reader.take(field);
    }
    return reader.limit(mapping);
  }

  private void take(Field field) {
    switch (field.name()) {
      case "budget", "at-most" -> takeBound(field);
      case "warn" -> warn = field;
      case "then" -> then = field;
      default -> {
        wrong = true;
        if (NotEnforcedYet.LIMIT_KEYS.contains(field.name())) {
          problems.addNotEnforced(field.node(), field.name());
        } else {
          problems.addUnknown(field.node(), "key", field.name(), KEYS);
        }
      }
    }
  }

  private void takeBound(Field field) {
    if (bound != null) {
      wrong = true;
      problems.add(
          field.node(), "a limit has either 'budget' or 'at-most'; write two limits, as a list");
      return;
    }
    bound = field;
    if (!field.name().equals(rightWord(resource))) {
      wrong = true;
      problems.add(
          field.node(),
          resource.isGauge()
              ? resource + " goes up and down and has no total; use 'at-most' instead of 'budget'"
              : resource + " only goes up; use 'budget' instead of 'at-most'");
    }
  }

  private @Nullable Limit limit(MappingNode mapping) {
    long max = bound == null ? Amount.WRONG : Amount.parse(resource, bound.value(), problems);
    long warnAt = max == Amount.WRONG ? Amount.WRONG : warnAt(max);
    Action action = action();
    if (bound == null && !wrong) {
      problems.add(
          mapping,
          "the limit lacks '"
              + rightWord(resource)
              + "'; expected one such as "
              + example(resource));
    }
    if (wrong || action == null || warnAt == Amount.WRONG) {
      return null;
    }
    return resource.isGauge()
        ? new Limit.AtMost(resource, max, warnAt, action, null, "")
        : new Limit.Budget(resource, max, warnAt, null, action, null, "");
  }

  private long warnAt(long max) {
    return warn == null
        ? Amount.share(max, DEFAULT_WARN_PERCENT)
        : Amount.parseWarn(resource, max, warn.value(), problems);
  }

  private @Nullable Action action() {
    if (then == null) {
      return defaultAction();
    }
    String word = then.value() instanceof ScalarNode scalar ? scalar.getValue() : null;
    if (word == null) {
      problems.add(
          then.value(), "'then' takes one word; expected one of: " + String.join(", ", ACTIONS));
      return null;
    }
    int index = ACTIONS.indexOf(word);
    if (index < 0) {
      addNoAction(then.value(), word);
      return null;
    }
    return Action.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private Action defaultAction() {
    // A budget can be raised while the account waits; who waits for a place may hold one itself.
    return resource.isGauge() ? Action.DENY : Action.PAUSE;
  }

  private void addNoAction(Node value, String word) {
    if (NotEnforcedYet.ACTIONS.contains(word)) {
      problems.addNotEnforced(value, word);
    } else {
      problems.addUnknown(value, "action", word, ACTIONS);
    }
  }

  private static String rightWord(Resource resource) {
    return resource.isGauge() ? "at-most" : "budget";
  }

  private static String example(Resource resource) {
    return "{" + rightWord(resource) + ": 100, then: deny}";
  }
}
