package dev.rein.agent.policy;

import dev.rein.agent.policy.LifecyclePolicy.Cleanable;
import dev.rein.agent.policy.LifecyclePolicy.Kept;
import dev.rein.agent.policy.LifecyclePolicy.Subject;
import dev.rein.agent.text.Glob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads a {@code lifecycle} of a policy: the file's, or an agent's on top of that. */
final class LifecycleReader {
  static final List<String> KEYS = List.of("long-lived", "clean", "grace");
  private static final int MOST = 100;
  private static final String EXAMPLE = "{process: redis-server*}";

  private final Problems problems;

  private LifecycleReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * What a section says.
   *
   * @param usual what holds where it says nothing
   */
  static LifecyclePolicy read(Node node, LifecyclePolicy usual, Problems problems) {
    if (Scalars.isEmpty(node)) {
      return usual;
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "'lifecycle' takes keys; expected some of: " + String.join(", ", KEYS));
      return usual;
    }
    LifecycleReader reader = new LifecycleReader(problems);
    List<Kept> longLived = usual.longLived();
    Set<Cleanable> clean = usual.clean();
    Duration grace = usual.grace();
    for (Field field : Field.of(mapping, problems)) {
      switch (field.name()) {
        case "long-lived" -> longLived = reader.longLived(field);
        case "clean" -> clean = reader.clean(field);
        case "grace" -> {
          Duration given = Durations.parse(field, Duration.ZERO, problems);
          grace = given == null ? grace : given;
        }
        default -> problems.addUnknown(field.node(), "key", field.name(), KEYS);
      }
    }
    return new LifecyclePolicy(longLived, clean, grace);
  }

  private List<Kept> longLived(Field field) {
    List<Kept> kept = new ArrayList<>();
    for (Node entry : entries(field, EXAMPLE)) {
      Field only = only(entry);
      int place = only == null ? -1 : LifecyclePolicy.SUBJECTS.indexOf(only.name());
      if (only == null) {
        continue;
      }
      if (place < 0) {
        problems.addUnknown(only.node(), "key", only.name(), LifecyclePolicy.SUBJECTS);
        continue;
      }
      Subject subject = Subject.values()[place];
      Glob pattern = pattern(subject, only);
      if (pattern != null) {
        kept.add(new Kept(subject, pattern));
      }
    }
    return kept;
  }

  private @Nullable Glob pattern(Subject subject, Field only) {
    return switch (subject) {
      case THREAD -> Patterns.name(only.value(), "a pattern for names of threads", problems);
      case PROCESS -> Patterns.ofSubject(Rule.Subject.PROCESS, only, problems);
      case TEMP_FILE, FILE -> Patterns.ofSubject(Rule.Subject.PATH, only, problems);
    };
  }

  private Set<Cleanable> clean(Field field) {
    Set<Cleanable> clean = EnumSet.noneOf(Cleanable.class);
    for (Node entry : entries(field, "[processes, temp-files]")) {
      String word = Scalars.text(entry);
      int place = word == null ? -1 : LifecyclePolicy.CLEANABLES.indexOf(word);
      if (place >= 0) {
        clean.add(Cleanable.values()[place]);
      } else {
        problems.addUnknown(entry, "value", word == null ? "" : word, LifecyclePolicy.CLEANABLES);
      }
    }
    return clean;
  }

  private List<Node> entries(Field field, String example) {
    Node value = field.value();
    if (value instanceof SequenceNode list && list.getValue().size() <= MOST) {
      return list.getValue();
    }
    if (value instanceof SequenceNode) {
      problems.add(value, "too many entries; '" + field.name() + "' has at most " + MOST);
    } else if (!Scalars.isEmpty(value)) {
      problems.add(
          value, "'" + field.name() + "' takes a list; expected entries such as " + example);
    }
    return List.of();
  }

  private @Nullable Field only(Node entry) {
    List<Field> fields =
        entry instanceof MappingNode mapping ? Field.of(mapping, problems) : List.of();
    if (fields.size() != 1) {
      problems.add(entry, "an entry of 'long-lived' has one key; expected one such as " + EXAMPLE);
      return null;
    }
    return fields.get(0);
  }
}
