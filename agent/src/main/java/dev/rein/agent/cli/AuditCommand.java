package dev.rein.agent.cli;

import dev.rein.agent.cli.audit.Audit;
import dev.rein.agent.cli.audit.AuditData;
import dev.rein.agent.cli.audit.AuditReader;
import dev.rein.agent.cli.audit.AuditText;
import dev.rein.agent.config.Version;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rein audit}: what was started and not stopped, and what could be cleaned. */
@Command(
    name = "audit",
    description = "Prints what JVMs started and did not stop, and what could be cleaned.")
final class AuditCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "PID|FOLDER",
      description = "A JVM or a ledger's folder; else all in the folder of ledgers.")
  private @Nullable String target;

  @Mixin private LedgerDir dir;

  @ArgGroup private DataForm form = new DataForm();

  @Override
  public Integer call() {
    try (JvmViews views = new JvmViews(dir.find(target))) {
      views.refresh(event -> {});
      Audit audit = new AuditReader(Instant.now()).read(dir.path(), views.all(), target == null);
      if (form.isJson()) {
        Stdout.line(AuditData.json(Version.NUMBER, audit));
      } else if (form.isCsv()) {
        AuditData.csv(audit).forEach(Stdout::line);
      } else {
        AuditText.lines(audit).forEach(Stdout::line);
      }
      Stdout.flush();
    }
    return ExitCode.OK;
  }
}
