package dev.rein.agent.ledger;

import java.util.List;
import java.util.function.Consumer;

/** Where the writer gets how the ledger begins, and what was counted since it last asked. */
@FunctionalInterface
public interface CounterSource {
  /** What stands before all that is offered. Asked once, on the ledger's thread. */
  default List<LedgerEntry> opening() {
    return List.of();
  }

  /**
   * Hands over what changed since the last call, and nothing when nothing did. Called on the
   * ledger's thread; what was handed over is not asked for again.
   */
  void collect(Consumer<LedgerEntry> sink);
}
