package dev.rein.agent.account;

/** Where time comes from, so that tests can make it. */
@FunctionalInterface
public interface NanoClock {
  /** The JVM's own. */
  NanoClock SYSTEM = System::nanoTime;

  /** Nanoseconds since some moment; only differences mean anything. */
  long nanos();
}
