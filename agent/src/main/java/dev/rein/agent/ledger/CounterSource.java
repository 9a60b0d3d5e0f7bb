package dev.rein.agent.ledger;

import java.util.function.Consumer;

/** Where the writer gets what was counted since it last asked. */
@FunctionalInterface
public interface CounterSource {
  /**
   * Hands over what changed since the last call, and nothing when nothing did. Called on the
   * ledger's thread; what was handed over is not asked for again.
   */
  void collect(Consumer<LedgerEntry> sink);
}
