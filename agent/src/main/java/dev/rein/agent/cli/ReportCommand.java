package dev.rein.agent.cli;

import dev.rein.agent.config.Version;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.ViewCsv;
import dev.rein.agent.view.report.EventTally;
import dev.rein.agent.view.report.HtmlReport;
import dev.rein.agent.view.report.ReportAssets;
import dev.rein.agent.view.report.ReportData;
import dev.rein.agent.view.report.ReportJson;
import dev.rein.agent.view.report.Reports;
import dev.rein.agent.view.report.TextReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein report}: one page that says what a JVM did under Rein, live or ended. */
@Command(
    name = "report",
    description = "Writes what a JVM did as one HTML page that needs nothing else.")
final class ReportCommand implements Callable<Integer> {
  /** Which form it has when it is no page. */
  static final class Form {
    @Option(names = "--text", description = "A few lines for a terminal instead.")
    private boolean text;

    @Option(names = "--json", description = "One JSON document instead.")
    private boolean json;

    @Option(names = "--csv", description = "A row per account and resource instead.")
    private boolean csv;

    @Option(names = "--csv-models", description = "A row per account, model and day instead.")
    private boolean csvModels;

    boolean isPage() {
      return !text && !json && !csv && !csvModels;
    }
  }

  @Parameters(
      arity = "0..1",
      paramLabel = "PID|FOLDER",
      description = "A JVM or a ledger's folder; else the newest in the folder of ledgers.")
  private @Nullable String target;

  @Mixin private LedgerDir dir;

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--out",
      paramLabel = "FILE|-",
      description = "Where to; - is stdout [rein-report-PID.html, else stdout].")
  private @Nullable String out;

  @Override
  public Integer call() {
    LedgerFolder folder =
        dir.find(target).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.NO_SUCH_TARGET,
                        "there is no ledger in " + dir.path() + "; --dir names another folder"));
    ReportOutput output = ReportOutput.of(out, form.isPage(), folder.meta().pid());
    EventTally tally = new EventTally();
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(tally::add);
      output.write(content(view, tally));
    } catch (LedgerUnreadableException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.getMessage());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILURE, "cannot write the report: " + e.getMessage());
    }
    return ExitCode.OK;
  }

  private String content(JvmView view, EventTally tally) throws IOException {
    if (form.csv) {
      return lines(ViewCsv.rows(List.of(view)));
    }
    if (form.csvModels) {
      return lines(ViewCsv.models(List.of(view)));
    }
    ReportData data = Reports.of(Version.NUMBER, view, tally, Instant.now());
    if (form.text) {
      return lines(TextReport.lines(data));
    }
    return form.json ? ReportJson.document(data) + "\n" : HtmlReport.of(data, ReportAssets.load());
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
