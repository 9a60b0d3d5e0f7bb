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
import dev.rein.agent.view.terminal.Look;
import dev.rein.agent.view.terminal.TerminalViewer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
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
    description = "Shows what JVMs under Rein use; a live screen on a terminal, lines with --once.")
final class ViewCommand implements Callable<Integer> {
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
    boolean lines = once || coverage || form.isJson() || form.isCsv();
    if (!lines && Stdout.isTerminal() && isDrawable()) {
      live();
      return ExitCode.OK;
    }
    try (JvmViews views = new JvmViews(dir.find(target))) {
      views.refresh(event -> {});
      if (coverage) {
        printCoverage(views.all());
      } else if (form.isJson()) {
        Stdout.line(ViewJson.document(Version.NUMBER, views.all()));
      } else if (form.isCsv()) {
        ViewCsv.rows(views.all()).forEach(Stdout::line);
      } else {
        ViewText.lines(views.all(), Instant.now(), bars()).forEach(Stdout::line);
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

  private void live() throws InterruptedException {
    try (LiveViews views = new LiveViews(lister(), dir.path().toString(), System::nanoTime)) {
      TerminalViewer.show(
          views, new TerminalSteering(), new Look(Stdout.isUnicode(), wantsColour()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "this terminal cannot be drawn on (" + e.getMessage() + "); try --once");
    }
  }

  /** One that was named stays what it is; of all there are ever more. */
  private FolderWatch.Lister lister() {
    if (target == null) {
      return dir::soFar;
    }
    List<LedgerFolder> named = dir.find(target);
    return remarks -> named;
  }

  /** By the convention of no-color.org. */
  private static boolean wantsColour() {
    String no = System.getenv("NO_COLOR");
    return no == null || no.isEmpty();
  }

  /** What only prints lines gets lines. */
  private static boolean isDrawable() {
    String kind = System.getenv("TERM");
    return kind != null && !kind.isEmpty() && !kind.equals("dumb");
  }
}
