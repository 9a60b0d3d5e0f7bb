package dev.rein.api;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a program tells Rein. Safe from any thread. Without the agent every call does nothing; once
 * it is attached, calls that were compiled long before begin to work.
 */
public final class Rein {
  /** Set by the agent. Types of the JDK alone, for a host may load this class by itself. */
  private static volatile @Nullable Function<Object[], @Nullable Object> agent;

  private Rein() {}

  /**
   * From now on the calling thread works for an agent, and what it uses is charged to the agent's
   * account. Work that it hands to other threads and executors is, too. Within another scope the
   * account is one below that: {@code coder}, then {@code coder/tester}.
   *
   * <pre>{@code
   * try (Scope scope = Rein.agent("coder")) {
   *   coder.run();
   * }
   * }</pre>
   *
   * @param name what the account is called, as it is or made fit: a slash becomes an underscore
   * @return what ends it
   */
  public static Scope agent(String name) {
    Objects.requireNonNull(name);
    Function<Object[], @Nullable Object> current = agent;
    Object end = current == null ? null : current.apply(new Object[] {"agent", name});
    return end instanceof Runnable runnable ? new Scope(runnable) : Scope.NONE;
  }

  /** For the agent; a program has no use for it. */
  public static void connect(Function<Object[], @Nullable Object> newAgent) {
    agent = newAgent;
  }
}
