package dev.rein.agent.view;

/** From when to when a ledger tells, in milliseconds since 1970. */
public final class LedgerTime {
  /** So long Rein may be without looking at a JVM that does nothing. */
  private static final long LONGEST_LOOK = 10_000;

  private boolean any;
  private long first;
  private long last;

  /** An entry was written then. */
  void see(long at) {
    first = any ? Math.min(first, at) : at;
    last = any ? Math.max(last, at) : at;
    any = true;
  }

  /** When the first entry was written; 0 when there is none. */
  public long first() {
    return first;
  }

  /** When the last entry was written; 0 when there is none. */
  public long last() {
    return last;
  }

  /**
   * For how long.
   *
   * @param now for a JVM that runs still; 0 for one that does not
   */
  public long length(long now) {
    long length = Math.max(last, now) - first;
    return any ? Math.max(0, length) : 0;
  }

  /**
   * Up to when Rein has looked at what an account used.
   *
   * @param look the last that left something in the ledger; of the whole JVM
   * @param now for a JVM that runs still; 0 for one that does not
   */
  public static long looked(long look, long now) {
    return Math.max(look, now - LONGEST_LOOK);
  }
}
