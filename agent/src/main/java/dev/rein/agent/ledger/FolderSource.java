package dev.rein.agent.ledger;

import java.io.IOException;

/**
 * Makes the folder of a ledger, on the ledger's own thread: it costs a host 100 ms to begin with.
 */
@FunctionalInterface
public interface FolderSource {
  /**
   * Makes it.
   *
   * @throws IOException saying in one line why there can be none
   */
  LedgerFolder make() throws IOException;
}
