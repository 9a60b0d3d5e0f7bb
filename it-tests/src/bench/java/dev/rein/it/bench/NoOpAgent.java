package dev.rein.it.bench;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing: what any agent costs. */
public final class NoOpAgent {
  private NoOpAgent() {}

  public static void premain(String arguments, Instrumentation instrumentation) {}
}
