package dev.rein.agent.governor;

/** What the governor can do to a host that does not heed it. */
public interface HostThreads {
  /** Interrupts the threads that work for an account or one below it; how many there were. */
  int interrupt(AccountLimits account);

  /** Ends the JVM. May return before it has ended. */
  void exit(String reason);
}
