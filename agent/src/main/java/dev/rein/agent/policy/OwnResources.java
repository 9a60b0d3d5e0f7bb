package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads which meters of its own a host has: {@code jdbc.connections: gauge}. */
final class OwnResources {
  static final List<String> KINDS = List.of("counter", "gauge");
  private static final int MOST = 200;
  private static final int LONGEST_NAME = 100;

  private final Problems problems;
  private final List<Limitable> found = new ArrayList<>();

  private OwnResources(Problems problems) {
    this.problems = problems;
  }

  /** Those that the file declares; nothing is declared to the JVM by this. */
  static List<Limitable> read(Node node, Problems problems) {
    OwnResources reader = new OwnResources(problems);
    if (Scalars.isEmpty(node)) {
      return List.of();
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "'resources' takes names; expected some such as jdbc.connections: gauge");
      return List.of();
    }
    int room = MOST - others();
    for (Field field : Field.of(mapping, problems)) {
      Resource known = Resource.find(field.name());
      if (known == null && room-- <= 0) {
        problems.add(field.node(), "too many own resources; a JVM has at most " + MOST);
        break;
      }
      reader.take(field, known);
    }
    return reader.found;
  }

  /** Declares to the JVM what a file has that is good as a whole. */
  static void declare(List<Limitable> resources, Problems problems) {
    try {
      for (Limitable own : resources) {
        if (own.gauge()) {
          Resource.gauge(own.name());
        } else {
          Resource.of(own.name());
        }
      }
    } catch (IllegalStateException e) {
      // The host has declared others since they were counted.
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  /** True when some are not known to the JVM yet. */
  static boolean areNew(List<Limitable> resources) {
    for (Limitable own : resources) {
      if (Resource.find(own.name()) == null) {
        return true;
      }
    }
    return false;
  }

  private static int others() {
    int own = 0;
    for (Resource resource : Resource.all()) {
      own += resource.isOwn() ? 1 : 0;
    }
    return own;
  }

  private void take(Field field, @Nullable Resource known) {
    String word = Scalars.choose(field, "kind", KINDS, problems);
    boolean gauge = "gauge".equals(word);
    String name = field.name();
    if (!isName(name)) {
      problems.add(
          field.node(),
          Quoted.of(name)
              + " is no name of a resource; expected lower-case letters, digits, '.', '_' and '-',"
              + " 100 at most");
    } else if (known != null && !known.isOwn()) {
      problems.add(field.node(), Quoted.of(name) + " is Rein's own; expected another name");
    } else if (word != null && known != null && known.isGauge() != gauge) {
      problems.add(
          field.value(),
          "the host has declared " + Quoted.of(name) + " as a " + KINDS.get(gauge ? 0 : 1));
    } else if (word != null) {
      Resource standIn = gauge ? Resource.FILES_OPEN : Resource.FILES_READ;
      found.add(new Limitable(name, known == null ? standIn : known, gauge, true));
    }
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }
}
