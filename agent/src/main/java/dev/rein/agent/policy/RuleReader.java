package dev.rein.agent.policy;

import dev.rein.agent.policy.Rule.Subject;
import dev.rein.agent.text.Glob;
import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the {@code rules} of a policy: limits on calls that fit a pattern. */
final class RuleReader {
  static final List<String> SUBJECTS =
      List.of("process", "host", "connect", "path", "read", "write", "delete", "tool");

  static final List<String> KEYS = keys();
  private static final int MOST = 1_000;
  private static final String EXAMPLE = "{process: \"rm *\", then: deny}";

  private final LimitContext context;
  private final Problems problems;

  private RuleReader(LimitContext context) {
    this.context = context;
    this.problems = context.problems();
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>(SUBJECTS);
    keys.add("agent");
    keys.add("budget");
    keys.add("rate");
    keys.add("at-most");
    keys.add("warn");
    for (String key : LimitReader.KEYS) {
      if (LimitKind.of(key) == null && !LimitKind.ABOVE.options().contains(key)) {
        keys.add(key);
      }
    }
    keys.add("cost");
    return List.copyOf(keys);
  }

  /** The rules in the order of the file. */
  static List<Rule> read(Node node, LimitContext context) {
    RuleReader reader = new RuleReader(context);
    List<Rule> rules = new ArrayList<>();
    if (Scalars.isEmpty(node)) {
      return rules;
    }
    if (!(node instanceof SequenceNode list)) {
      reader.problems.add(node, "'rules' takes a list; expected an entry such as " + EXAMPLE);
      return rules;
    }
    for (Node entry : list.getValue()) {
      if (rules.size() == MOST) {
        reader.problems.add(entry, "too many rules; at most " + MOST + " may be");
        break;
      }
      Rule rule = reader.rule(entry);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private @Nullable Rule rule(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "this is no rule; expected one such as " + EXAMPLE);
      return null;
    }
    int before = problems.count();
    Map<String, Field> fields = new HashMap<>();
    Field first = null;
    for (Field field : Field.of(mapping, problems)) {
      if (!KEYS.contains(field.name())) {
        problems.addUnknown(field.node(), "key", field.name(), KEYS);
        continue;
      }
      fields.put(field.name(), field);
      if (SUBJECTS.contains(field.name())) {
        first = only(first, field);
      }
    }
    if (first == null) {
      if (problems.count() == before) {
        problems.add(
            node, "the rule is about nothing; expected one of: " + String.join(", ", SUBJECTS));
      }
      return null;
    }
    return rule(first, fields, node, before);
  }

  private Field only(@Nullable Field first, Field next) {
    if (first == null) {
      return next;
    }
    problems.add(
        next.node(),
        "a rule is about either "
            + Quoted.of(first.name())
            + " or "
            + Quoted.of(next.name())
            + "; write two rules");
    return first;
  }

  private @Nullable Rule rule(Field about, Map<String, Field> fields, Node node, int before) {
    Subject subject = Subject.values()[SUBJECTS.indexOf(about.name())];
    Glob pattern = Patterns.ofSubject(subject, about, problems);
    Field ofAgent = fields.get("agent");
    Glob agent =
        ofAgent == null
            ? null
            : Patterns.name(ofAgent.value(), "a pattern for names of agents", problems);
    Field cost = fields.get("cost");
    Price price = cost == null ? null : price(cost, subject);
    boolean atMost = fields.containsKey("at-most");
    Limitable resource = Limitable.of(counted(subject, atMost));
    Limit limit = LimitReader.ofRule(resource, kinds(subject), fields, node, context);
    if (pattern == null || limit == null || problems.count() > before) {
      return null;
    }
    return new Rule(subject, pattern, agent, limit, price);
  }

  private static List<LimitKind> kinds(Subject subject) {
    return subject == Subject.PROCESS
        ? List.of(LimitKind.BUDGET, LimitKind.RATE, LimitKind.AT_MOST)
        : List.of(LimitKind.BUDGET, LimitKind.RATE);
  }

  private static Resource counted(Subject subject, boolean atMost) {
    return switch (subject) {
      case PROCESS -> atMost ? Resource.PROCESSES_LIVE : Resource.PROCESSES_SPAWNED;
      case HOST -> Resource.HTTP_REQUESTS;
      case CONNECT -> Resource.NET_CONNECTS;
      case PATH -> Resource.FILES_ACCESSED;
      case READ -> Resource.FILES_READ;
      case WRITE -> Resource.FILES_WRITTEN;
      case DELETE -> Resource.FILES_DELETED;
      case TOOL -> Resource.TOOLS_CALLED;
    };
  }

  private @Nullable Price price(Field field, Subject subject) {
    String text = Scalars.text(field.value());
    boolean perHour = text != null && text.endsWith("/h");
    String dollars = perHour && text != null ? text.substring(0, text.length() - 2).strip() : text;
    long micros = dollars == null ? Amount.WRONG : Dollars.micros(dollars);
    if (micros == Amount.WRONG) {
      problems.add(
          field.value(),
          Scalars.shown(field.value())
              + " is no price; expected "
              + Amount.expected("usd")
              + ", or of a process 3.06/h");
    } else if (micros > Dollars.MOST_OF_A_CALL || micros == Amount.TOO_LARGE) {
      problems.add(field.value(), Scalars.shown(field.value()) + " is too large; at most 1000000");
    } else if (perHour && subject != Subject.PROCESS) {
      problems.add(field.value(), "only a process lives for hours; give the price of one call");
    }
    return new Price(micros, perHour);
  }
}
