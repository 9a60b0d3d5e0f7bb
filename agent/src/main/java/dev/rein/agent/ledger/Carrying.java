package dev.rein.agent.ledger;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what one file of a ledger repeats of those before it. */
record Carrying(long at, long file, Consumer<LedgerEntry> sink) {
  void add(@Nullable LedgerEntry entry) {
    if (entry != null) {
      add(1, entry);
    }
  }

  /**
   * @param times how often it was so
   */
  void add(long times, LedgerEntry entry) {
    sink.accept(new LedgerEntry.CarriedOver(at, file, times, entry));
  }
}
