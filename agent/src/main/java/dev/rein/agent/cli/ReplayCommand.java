package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerReader;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.replay.Replay;
import dev.rein.agent.replay.ReplayReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein policy replay}: what another policy would have done to a program of a ledger. */
@Command(
    name = "replay",
    description =
        "Says what a policy would have warned about, held up and refused in a JVM that has run:"
            + " tries it on the JVM's ledger, changes nothing.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  /** How many calls are told one by one unless all are asked for. */
  private static final int FEW = 50;

  /** Not all of them after all: they have to fit into memory. */
  private static final int MANY = 100_000;

  @Option(names = "--policy", required = true, paramLabel = "FILE", description = "Policy to try.")
  private Path policy;

  @Parameters(
      arity = "1",
      paramLabel = "PID|FOLDER",
      description = "The JVM, of which the newest ledger is taken, or a ledger's folder.")
  private String target;

  @Mixin private LedgerDir dir;

  @Option(
      names = "--resume",
      description =
          "As if somebody resumed each paused account at once and said yes to each question; else"
              + " nobody does.")
  private boolean resume;

  @Option(
      names = "--all",
      description = "All limits, and all calls that would have been stopped, not the first 50.")
  private boolean all;

  @Option(names = "--json", description = "One JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    Policy tried = PolicyFiles.parse(policy);
    LedgerFolder folder = dir.find(target).get(0);
    ReplayReport report = replay(folder, new Replay(tried, resume, all ? MANY : FEW));
    if (json) {
      Stdout.line(ReplayJson.of(folder, report));
    } else {
      new ReplayText(report, all ? Integer.MAX_VALUE : FEW).lines(folder).forEach(Stdout::line);
    }
    boolean unused = Stdout.flush();
    return ExitCode.OK;
  }

  private static ReplayReport replay(LedgerFolder folder, Replay replay) {
    try (LedgerReader reader = LedgerReader.open(folder)) {
      boolean any = false;
      for (LedgerEntry entry = reader.next(); entry != null; entry = reader.next()) {
        replay.add(entry);
        any = true;
      }
      reader.remarks().forEach(LedgerDir::warn);
      if (!any) {
        throw new CommandFailure(
            ExitCode.FAILURE,
            folder.path() + " has no entries: its queue was never written, or is damaged");
      }
      return replay.report();
    } catch (LedgerUnreadableException e) {
      throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
    }
  }
}
