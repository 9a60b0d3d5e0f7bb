package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerReader;
import dev.rein.agent.ledger.LedgerUnreadableException;

/** Tells from a ledger whether a limit was hit, that is, whether a call was refused or held up. */
final class LimitHits {
  private LimitHits() {}

  static boolean anyIn(LedgerFolder folder) throws LedgerUnreadableException {
    try (LedgerReader reader = LedgerReader.open(folder)) {
      for (LedgerEntry entry = reader.next(); entry != null; entry = reader.next()) {
        LedgerEntry told = entry instanceof LedgerEntry.CarriedOver old ? old.entry() : entry;
        if (told instanceof LedgerEntry.LimitEvent event && isHit(event.kind())) {
          return true;
        }
      }
      return false;
    }
  }

  private static boolean isHit(LedgerEntry.LimitEvent.Kind kind) {
    return switch (kind) {
      case DENIED, PAUSED, THROTTLED, TERMINATED -> true;
      case WARNED, OBSERVED, RESUMED, EXCUSED -> false;
    };
  }
}
