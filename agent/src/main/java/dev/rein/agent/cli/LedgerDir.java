package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Where a command looks for ledgers: {@code --dir}, else {@code REIN_DIR}, else {@code ~/.rein}.
 */
final class LedgerDir {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Folder of ledgers [REIN_DIR, else ~/.rein].")
  private @Nullable Path dir;

  Path path() {
    if (dir != null) {
      return dir;
    }
    String fromEnvironment = System.getenv("REIN_DIR");
    return fromEnvironment == null || fromEnvironment.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".rein")
        : Path.of(fromEnvironment);
  }

  /** All ledgers, newest first. Says on stderr which cannot be read. */
  List<LedgerFolder> all() {
    if (!Files.isDirectory(path())) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_TARGET,
          "there is no folder " + path() + "; name the one of the ledgers with --dir");
    }
    return listed(LedgerDir::warn);
  }

  /**
   * All that there are by now, newest first; none while there is no such folder.
   *
   * @param remarks takes a line for each that cannot be read
   */
  List<LedgerFolder> soFar(Consumer<String> remarks) {
    return Files.isDirectory(path()) ? listed(remarks) : List.of();
  }

  private List<LedgerFolder> listed(Consumer<String> remarks) {
    try {
      return LedgerFolder.list(path(), remarks);
    } catch (LedgerUnreadableException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.getMessage());
    }
  }

  /** The ledgers of one target, or all without one. */
  List<LedgerFolder> find(@Nullable String target) {
    return target == null ? all() : List.of(one(target));
  }

  /**
   * The newest ledger of a process, or the one in a folder.
   *
   * @param target a pid or a folder
   */
  private LedgerFolder one(String target) {
    Path folder = Path.of(target);
    if (LedgerFolder.isOne(folder)) {
      return open(folder);
    }
    if (LedgerFolder.isOne(path().resolve(target))) {
      return open(path().resolve(target));
    }
    return all().stream()
        .filter(known -> String.valueOf(known.meta().pid()).equals(target))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.NO_SUCH_TARGET,
                    "no ledger of "
                        + target
                        + " in "
                        + path()
                        + "; `rein ps` lists the JVMs, --dir names another folder"));
  }

  static void warn(String line) {
    System.err.println("rein: " + line);
  }

  private static LedgerFolder open(Path folder) {
    try {
      return LedgerFolder.open(folder);
    } catch (LedgerUnreadableException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.getMessage());
    }
  }
}
