package dev.rein.agent.config;

import java.util.ArrayList;
import java.util.List;
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
      String pattern = one.strip();
      if (!pattern.isEmpty() && (matches(pattern, program) || matches(pattern, last))) {
        return true;
      }
    }
    return false;
  }

  /** Whether the whole text fits, where {@code *} stands for any characters. */
  private static boolean matches(String pattern, String text) {
    List<String> parts = List.of(pattern.split("\\*", -1));
    String head = parts.get(0);
    if (parts.size() == 1) {
      return text.equals(head);
    }
    String tail = parts.get(parts.size() - 1);
    if (!text.startsWith(head) || !text.endsWith(tail)) {
      return false;
    }
    int from = head.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int at = text.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return from <= text.length() - tail.length();
  }
}
