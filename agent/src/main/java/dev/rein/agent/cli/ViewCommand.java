package dev.rein.agent.cli;

import dev.rein.agent.config.Version;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.view.Bars;
import dev.rein.agent.view.CoverageJson;
import dev.rein.agent.view.CoverageText;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.ViewCsv;
import dev.rein.agent.view.ViewJson;
import dev.rein.agent.view.ViewText;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein view}: what JVMs use and which limits they have, of live and of ended ones. */
@Command(
    name = "view",
    description = "Shows what JVMs under Rein use; live until they end or Ctrl-C, or --once.")
final class ViewCommand implements Callable<Integer> {
  /** Cursor home and clear to the end of the screen: less flicker than clearing it all. */
  private static final String REDRAW = "\033[H\033[J";

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|FOLDER",
      description = "A JVM or a ledger's folder; else all in the folder of ledgers.")
  private @Nullable String target;

  @Mixin private LedgerDir dir;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--once", description = "Prints once and ends.")
  private boolean once;

  @ArgGroup private DataForm form = new DataForm();

  @Option(
      names = "--coverage",
      description = "What is intercepted and what is not, instead; implies --once.")
  private boolean coverage;

  @Override
  public Integer call() throws InterruptedException {
    if (coverage && form.isCsv()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--coverage is printed as text or with --json, not with --csv");
    }
    List<LedgerFolder> folders = dir.find(target);
    try (JvmViews views = new JvmViews(folders)) {
      views.refresh(event -> {});
      if (coverage) {
        printCoverage(views.all());
      } else if (form.isJson()) {
        Stdout.line(ViewJson.document(Version.NUMBER, views.all()));
      } else if (form.isCsv()) {
        ViewCsv.rows(views.all()).forEach(Stdout::line);
      } else if (once || !Stdout.isTerminal()) {
        ViewText.lines(views.all(), Instant.now(), bars()).forEach(Stdout::line);
      } else {
        live(views);
      }
      Stdout.flush();
    }
    return ExitCode.OK;
  }

  private void printCoverage(List<JvmView> views) {
    if (form.isJson()) {
      Stdout.line(CoverageJson.document(Version.NUMBER, views));
    } else {
      CoverageText.lines(views).forEach(Stdout::line);
    }
  }

  private static Bars bars() {
    return Stdout.isUnicode() ? Bars.BLOCKS : Bars.ASCII;
  }

  private static void live(JvmViews views) throws InterruptedException {
    boolean running;
    do {
      // Looked at before reading on, so that the last picture has the last entries.
      running = views.isAnyRunning();
      views.refresh(event -> {});
      StringBuilder screen = new StringBuilder(REDRAW);
      for (String line : ViewText.lines(views.all(), Instant.now(), bars())) {
        screen.append(line).append('\n');
      }
      Stdout.line(screen.toString());
      if (!Stdout.flush()) {
        return;
      }
      if (running) {
        TimeUnit.SECONDS.sleep(1);
      }
    } while (running);
  }
}
