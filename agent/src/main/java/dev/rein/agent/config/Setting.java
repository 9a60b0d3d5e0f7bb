package dev.rein.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * The value of one option in one JVM.
 *
 * @param value null when the option was not given and has no default
 */
public record Setting(Option option, @Nullable String value, Origin origin) {
  /** Where a value was found, the one that wins first. */
  public enum Origin {
    /** Behind the {@code =} of {@code -javaagent:rein.jar=}, or of an attach. */
    AGENT_ARGUMENT,
    /** A system property of the host. */
    SYSTEM_PROPERTY,
    /** A variable of the host's environment. */
    ENVIRONMENT,
    /** Nobody gave one. */
    DEFAULT
  }

  /** The place as its author knows it: {@code -Drein.mode}. */
  public String place() {
    return switch (origin) {
      case AGENT_ARGUMENT -> "agent argument " + option.argument();
      case SYSTEM_PROPERTY -> "-D" + option.property();
      case ENVIRONMENT -> "environment variable " + option.variable();
      case DEFAULT -> "default";
    };
  }
}
