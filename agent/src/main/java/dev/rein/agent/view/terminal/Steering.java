package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerFolder;

/** How the screen reaches a running JVM; each call may take seconds and returns what to tell. */
public interface Steering {
  String pause(LedgerFolder jvm, String account);

  String resume(LedgerFolder jvm, String account);

  /**
   * Answers a call that waits.
   *
   * @param number of the approval
   */
  String decide(LedgerFolder jvm, long number, boolean yes);
}
