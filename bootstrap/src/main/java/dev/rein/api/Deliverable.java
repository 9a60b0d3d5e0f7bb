package dev.rein.api;

import java.util.Locale;

/** What an agent can have got done: a sign of progress. */
public enum Deliverable {
  /** A change is committed. */
  CODE_COMMIT,
  /** A test passes. */
  TEST_PASSED,
  /** A review is complete. */
  REVIEW_COMPLETE,
  /** A piece of documentation is written. */
  DOCUMENTATION,
  /** A report of an analysis is written. */
  ANALYSIS_REPORT,
  /** Something is deployed. */
  DEPLOYMENT,
  /** Anything else. */
  OTHER;

  /** As the ledger and the command line write it: {@code code_commit}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
