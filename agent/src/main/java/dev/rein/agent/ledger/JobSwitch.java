package dev.rein.agent.ledger;

import org.jspecify.annotations.Nullable;

/** Knows which job the ledger is at, and when it has to be told of another. One thread. */
final class JobSwitch {
  private String job = "";
  private String tenant = "";

  /** What has to be written before this entry; null when nothing has. */
  LedgerEntry.@Nullable JobContext before(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Counters || entry instanceof LedgerEntry.HostCounters) {
      return null; // They are of all jobs together.
    }
    LedgerEntry.JobContext wanted =
        entry instanceof LedgerEntry.InJob within
            ? new LedgerEntry.JobContext(entry.at(), within.job(), within.tenant())
            : new LedgerEntry.JobContext(entry.at(), "", "");
    return wanted.job().equals(job) && wanted.tenant().equals(tenant) ? null : wanted;
  }

  /** That has been written. */
  void written(LedgerEntry.JobContext context) {
    job = context.job();
    tenant = context.tenant();
  }
}
