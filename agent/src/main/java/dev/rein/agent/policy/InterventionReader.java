package dev.rein.agent.policy;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code intervention} of a policy. */
final class InterventionReader {
  static final List<String> KEYS =
      List.of("pause", "pause-timeout", "auto-terminate", "grace", "exit");

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);

  private boolean pause = Intervention.DEFAULT.pause();
  private @Nullable Duration pauseTimeout = Intervention.DEFAULT.pauseTimeout();
  private boolean autoTerminate = Intervention.DEFAULT.autoTerminate();
  private Duration grace = Intervention.DEFAULT.grace();
  private boolean exit = Intervention.DEFAULT.exit();

  private InterventionReader() {}

  static Intervention read(Node node, Problems problems) {
    if (Scalars.isEmpty(node)) {
      return Intervention.DEFAULT;
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(node, "'intervention' takes keys; expected some of: " + String.join(", ", KEYS));
      return Intervention.DEFAULT;
    }
    InterventionReader reader = new InterventionReader();
    Field autoTerminate = null;
    for (Field field : Field.of(mapping, problems)) {
      reader.take(field, problems);
      autoTerminate = field.name().equals("auto-terminate") ? field : autoTerminate;
    }
    if (autoTerminate != null && reader.autoTerminate && reader.pauseTimeout == null) {
      problems.add(
          autoTerminate.node(),
          "'auto-terminate' has no use without 'pause-timeout', for nothing ends a pause");
    }
    return new Intervention(
        reader.pause, reader.pauseTimeout, reader.autoTerminate, reader.grace, reader.exit);
  }

  private void take(Field field, Problems problems) {
    switch (field.name()) {
      case "pause" -> pause = Scalars.flag(field, pause, problems);
      case "pause-timeout" -> pauseTimeout = Durations.parse(field, SHORTEST_TIMEOUT, problems);
      case "auto-terminate" -> autoTerminate = Scalars.flag(field, autoTerminate, problems);
      case "grace" -> {
        Duration given = Durations.parse(field, Duration.ZERO, problems);
        grace = given == null ? grace : given;
      }
      case "exit" -> exit = Scalars.flag(field, exit, problems);
      default -> problems.addUnknown(field.node(), "key", field.name(), KEYS);
    }
  }
}
