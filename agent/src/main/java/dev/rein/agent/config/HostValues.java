package dev.rein.agent.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where options stand in the host, beside the agent's arguments. No lambdas: the first of them cost
 * each start some milliseconds.
 */
public enum HostValues implements Function<String, @Nullable String> {
  /** The system properties. */
  PROPERTIES {
    @Override
    public @Nullable String apply(String name) {
      return System.getProperty(name);
    }
  },
  /** The environment. */
  ENVIRONMENT {
    @Override
    public @Nullable String apply(String name) {
      return System.getenv(name);
    }
  }
}
