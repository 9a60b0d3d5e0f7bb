package dev.rein.agent.cli.audit;

import java.util.List;

/**
 * One JVM.
 *
 * @param state {@code running}, {@code ended} or {@code killed}
 * @param started in milliseconds since 1970
 * @param upMillis for how long its ledger tells
 * @param peakMemory resident bytes; 0 where it was not measured
 * @param requestsToday HTTP requests since midnight, UTC
 * @param modelCallsToday calls of language models since then, answered or not
 * @param beyond how many open things are not in the list
 */
public record JvmAudit(
    long pid,
    String main,
    String state,
    long started,
    long upMillis,
    String folder,
    long ledgerBytes,
    long peakMemory,
    long requestsToday,
    long modelCallsToday,
    List<OpenItem> open,
    long beyond) {
  public JvmAudit {
    open = List.copyOf(open);
  }
}
