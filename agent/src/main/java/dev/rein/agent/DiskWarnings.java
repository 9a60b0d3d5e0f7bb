package dev.rein.agent;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.sample.host.Cleanables;
import dev.rein.agent.sample.host.Volume;
import dev.rein.agent.text.Quantity;
import dev.rein.api.Resource;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Warns of each volume that runs out of room, once until there is room again, and says what could
 * be cleaned there: that is looked for on a thread of its own.
 */
final class DiskWarnings {
  private static final int WARN_BELOW = 20;
  private static final int CALM_ABOVE = 25;

  private final Path ledgers;
  private final Consumer<String> warnings;
  private final Set<String> warned = new HashSet<>();

  /**
   * @param ledgers the folder of all ledgers
   * @param warnings takes a line for each
   */
  DiskWarnings(Path ledgers, Consumer<String> warnings) {
    this.ledgers = ledgers;
    this.warnings = warnings;
  }

  /** Looks at volumes whose room is known. One thread. */
  void look(List<Volume> inUse) {
    for (Volume volume : inUse) {
      if (volume.percentFree() > CALM_ABOVE) {
        warned.remove(volume.name());
      } else if (volume.percentFree() < WARN_BELOW && warned.add(volume.name())) {
        SystemThreads.unstarted("rein-disk", () -> warn(volume)).start();
      }
    }
  }

  private void warn(Volume volume) {
    String room =
        Resource.DISK_FREE
            + ": "
            + volume.percentFree()
            + "% ("
            + Quantity.bytes(volume.free())
            + ") left on "
            + volume.name();
    String cleanable;
    try {
      cleanable = cleanable(volume);
    } catch (RuntimeException | Error fault) {
      cleanable = "what could be cleaned cannot be found: " + fault;
    }
    warnings.accept(room + "; " + cleanable);
  }

  private String cleanable(Volume volume) {
    Cleanables search = new Cleanables(NanoClock.SYSTEM, System.currentTimeMillis(), volume::holds);
    Path home = Path.of(System.getProperty("user.home", ""));
    search
        .unneeded(endedLedgers(), "of ledgers of ended JVMs in " + ledgers)
        .old(Path.of(System.getProperty("java.io.tmpdir", "/tmp")))
        .logs(Path.of("").toAbsolutePath())
        .cache(home.resolve(".cache"));
    String found =
        search.found().stream()
            .map(one -> Quantity.bytes(one.bytes()) + " " + one.what())
            .collect(Collectors.joining(", "));
    return (found.isEmpty() ? "nothing was found that could be cleaned" : "could be cleaned: ")
        + found
        + (search.isIncomplete() ? " (there was more to look at than Rein may)" : "");
  }

  private List<Path> endedLedgers() {
    try {
      return LedgerFolder.list(ledgers, unreadable -> {}).stream()
          .filter(folder -> !folder.meta().isProcessAlive())
          .map(LedgerFolder::path)
          .toList();
    } catch (LedgerUnreadableException none) {
      return List.of();
    }
  }
}
