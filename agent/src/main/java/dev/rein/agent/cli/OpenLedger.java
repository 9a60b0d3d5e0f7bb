package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the ledger that a process is writing now, wherever it lies, by the files it has mapped.
 * Only Linux tells, and only of the user's own processes.
 */
final class OpenLedger {
  private OpenLedger() {}

  /** The folder that the process keeps its ledger in, if that can be told. */
  static Optional<LedgerFolder> of(String pid) {
    if (!pid.matches("\\d{1,19}")) {
      return Optional.empty();
    }
    try (Stream<String> mappings = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return mappings
          .filter(line -> line.endsWith(".cq4"))
          .map(line -> Path.of(line.substring(line.indexOf('/'))))
          .flatMap(file -> ledgerOf(file, pid).stream())
          .findFirst();
    } catch (IOException | UncheckedIOException notToBeKnown) {
      return Optional.empty();
    }
  }

  /** The mapped file is one of the queue, which lies in the ledger's folder. */
  private static Optional<LedgerFolder> ledgerOf(Path file, String pid) {
    Path queue = file.getParent();
    Path folder = queue == null ? null : queue.getParent();
    if (folder == null || !LedgerFolder.isOne(folder)) {
      return Optional.empty();
    }
    try {
      LedgerFolder ledger = LedgerFolder.open(folder);
      // Programs can have the ledger of another one open, the viewer for one.
      return Optional.of(ledger).filter(l -> String.valueOf(l.meta().pid()).equals(pid));
    } catch (LedgerUnreadableException notOne) {
      return Optional.empty();
    }
  }
}
