package dev.rein.agent.config;

import dev.rein.agent.text.Glob;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In which programs Rein is to start: what {@link Option#INCLUDE} and {@link Option#EXCLUDE} say.
 * Read apart from {@link Settings}, since a JVM that is left out should not pay for the rest.
 */
public final class ProgramFilter {
  private ProgramFilter() {}

  /**
   * Whether Rein is wanted in this program. A mistake in the options is left to {@link Settings}.
   *
   * @param agentArguments what stands behind {@code -javaagent:rein.jar=}
   * @param program its main class, jar or source file
   */
  public static boolean admits(@Nullable String agentArguments, String program) {
    Map<Option, String> arguments =
        AgentArgumentText.read(agentArguments == null ? "" : agentArguments, new ArrayList<>());
    String include = find(Option.INCLUDE, arguments);
    String exclude = find(Option.EXCLUDE, arguments);
    return (include == null || anyMatches(include, program))
        && (exclude == null || !anyMatches(exclude, program));
  }

  private static @Nullable String find(Option option, Map<Option, String> arguments) {
    return Settings.find(option, arguments, HostValues.PROPERTIES, HostValues.ENVIRONMENT).value();
  }

  /** Whether one of the patterns matches the name, or what follows its last slash. */
  static boolean anyMatches(String patterns, String program) {
    String last = program.substring(program.lastIndexOf('/') + 1);
    for (String one : patterns.split(";", -1)) {
      Glob pattern = Glob.of(one.strip());
      if (!one.isBlank() && (pattern.matches(program) || pattern.matches(last))) {
        return true;
      }
    }
    return false;
  }
}
