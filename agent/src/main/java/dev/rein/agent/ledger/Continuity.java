package dev.rein.agent.ledger;

/**
 * Tells whether a reader has read all that comes before a place in the ledger, so that what is
 * carried over there is known to it. One thread.
 */
final class Continuity {
  /** Files before the one that is being read; below 0 when nothing was read yet. */
  private long file = -1;

  private boolean broken;
  private boolean known;

  /** True for what was read in an earlier file; asked of each entry in its order. */
  boolean isKnown(LedgerEntry entry) {
    if (!(entry instanceof LedgerEntry.CarriedOver carried)) {
      // A ledger that begins otherwise is read from its first file.
      file = Math.max(0, file);
      return false;
    }
    if (carried.file() != file) {
      known = file >= 0 && carried.file() == file + 1 && !broken;
      file = carried.file();
      broken = false;
    }
    return known;
  }

  /** Something could not be read. */
  void broken() {
    broken = true;
  }
}
