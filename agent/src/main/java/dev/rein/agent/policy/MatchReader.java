package dev.rein.agent.policy;

import dev.rein.agent.text.Glob;
import dev.rein.agent.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads by what each agent of one file is known; no two by the same. */
final class MatchReader {
  static final List<String> KEYS = List.of("method", "thread");
  private static final int MOST = 100;
  private static final String EXAMPLE = "- method: com.acme.Coder.run";

  private final Problems problems;

  /** By what has been taken, the agent that has it. */
  private final Map<String, String> agents = new HashMap<>();

  MatchReader(Problems problems) {
    this.problems = problems;
  }

  /** What a field says of an agent. */
  Match read(Field field, String agent) {
    List<String> methods = new ArrayList<>();
    List<Glob> threads = new ArrayList<>();
    for (Node entry : entries(field.value())) {
      Field only = only(entry);
      if (only == null) {
        continue;
      }
      switch (only.name()) {
        case "method" -> {
          String method = MethodName.read(only, problems);
          if (method != null && isNew(only, method, agent)) {
            methods.add(method);
          }
        }
        case "thread" -> {
          Glob thread = Patterns.name(only.value(), "a pattern for names of threads", problems);
          if (thread != null && isNew(only, thread.toString(), agent)) {
            threads.add(thread);
          }
        }
        default -> problems.addUnknown(only.node(), "key", only.name(), KEYS);
      }
    }
    return new Match(methods, threads);
  }

  private List<Node> entries(Node value) {
    if (value instanceof MappingNode) {
      return List.of(value);
    }
    List<Node> entries = value instanceof SequenceNode list ? list.getValue() : List.of();
    if (entries.isEmpty()) {
      problems.add(value, "'match' takes a list; expected one such as " + EXAMPLE);
    } else if (entries.size() > MOST) {
      problems.add(value, "too many entries; an agent has at most " + MOST);
      return List.of();
    }
    return entries;
  }

  private @Nullable Field only(Node entry) {
    List<Field> fields =
        entry instanceof MappingNode mapping ? Field.of(mapping, problems) : List.of();
    if (fields.size() != 1) {
      problems.add(entry, "an entry of 'match' has one key; expected one such as " + EXAMPLE);
      return null;
    }
    return fields.get(0);
  }

  private boolean isNew(Field field, String value, String agent) {
    String other = agents.putIfAbsent(field.name() + " " + value, agent);
    if (other != null) {
      problems.add(
          field.value(),
          field.name() + " " + Quoted.of(value) + " is taken by agent " + Quoted.of(other));
    }
    return other == null;
  }
}
