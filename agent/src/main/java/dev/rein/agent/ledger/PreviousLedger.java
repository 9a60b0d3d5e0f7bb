package dev.rein.agent.ledger;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the ledger from which a JVM that starts again can go on. */
public final class PreviousLedger {
  private PreviousLedger() {}

  /**
   * The newest ledger of the same main that has ended, or whose process was killed; null when there
   * is none. Those of this very process are no one's predecessor, nor are those of JVMs that still
   * run: a ledger is read to tell a JVM that runs on from one that Rein has left.
   *
   * @param dir where the ledgers are
   * @param main as {@link LedgerMeta#main} has it
   * @param remarks takes a line for each that cannot be read
   */
  public static @Nullable LedgerFolder find(Path dir, String main, Consumer<String> remarks) {
    try {
      for (LedgerFolder folder : LedgerFolder.list(dir, remarks)) {
        if (folder.meta().main().equals(MetaFile.bounded(main)) && hasEnded(folder, remarks)) {
          return folder;
        }
      }
    } catch (LedgerUnreadableException e) {
      remarks.accept(e.getMessage());
    }
    return null;
  }

  private static boolean hasEnded(LedgerFolder folder, Consumer<String> remarks) {
    LedgerMeta meta = folder.meta();
    if (!meta.isProcessAlive()) {
      return true;
    }
    if (meta.pid() == ProcessHandle.current().pid()) {
      return false;
    }
    try {
      return LedgerTotals.read(folder).isStopped();
    } catch (LedgerUnreadableException e) {
      remarks.accept(e.getMessage());
      return false;
    }
  }
}
