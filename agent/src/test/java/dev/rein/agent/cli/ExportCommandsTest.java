package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes out of ledgers by the command line: chosen events, CSV and reports. */
class ExportCommandsTest {
  @TempDir private Path dir;

  @Test
  void eventsOfSeveralLedgersAreMergedAndTheLastOnesKept() throws Exception {
    ledger(11, "2026-11-21T03:03:34Z", 1_000, 3_000);
    ledger(22, "2026-11-21T03:03:34Z", 2_000, 4_000);

    assertThat(events("--type", "notice"))
        .containsSubsequence("11 at 1000", "22 at 2000", "11 at 3000");
    String last = events("--type", "notice", "--limit", "2");
    assertThat(last).hasLineCount(2).containsSubsequence("11 at 3000", "22 at 4000");
    assertThat(events("--grep", "AT 2000")).hasLineCount(1);
    assertThat(events("--since", "2026-11-21T03:03:37Z", "--type", "notice")).hasLineCount(2);
    assertThat(events("--severity", "critical")).isEmpty();
  }

  @Test
  void whatIsWrongOnTheCommandLineIsSaid() throws Exception {
    Map<String, String> expected =
        Map.of(
            "--limit=0", "expected 1 to",
            "--severity=bad", "expected info, warning or critical",
            "--since=yesterday", "expected an instant",
            "--account=", "expected a name");
    for (Map.Entry<String, String> one : expected.entrySet()) {
      ReinProcess.Ran ran = run("events", one.getKey(), "--dir", dir.toString());
      assertThat(ran.exitCode()).as(one.getKey()).isEqualTo(ExitCode.USAGE);
      assertThat(ran.err()).contains(one.getValue());
    }
    for (String command : new String[] {"events", "view", "ps", "report"}) {
      ReinProcess.Ran both = run(command, "--json", "--csv", "--dir", dir.toString());
      assertThat(both.exitCode()).as(command).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void csvHasAHeadingAndARowEach() throws Exception {
    ledger(11, "2026-11-21T03:03:34Z", 1_000);

    assertThat(events("--csv", "--type", "notice").split("\r\n", -1))
        .containsExactly(
            "timestamp,severity,type,account,resource,message",
            "2026-11-21T03:03:35Z,info,notice,,,'=11 at 1000",
            "");
    assertThat(run("view", "--csv", "--dir", dir.toString()).out())
        .startsWith(
            "pid,main,state,account,phase,resource,unit,used,limit,warn,denied,delayed\r\n");
    assertThat(run("ps", "--csv", "--dir", dir.toString()).out())
        .startsWith("pid,main,under_rein,folder,cpu_percent,rss_bytes\r\n");
  }

  @Test
  void aReportReplacesARegularFileAndNothingElse() throws Exception {
    ledger(11, "2026-11-21T03:03:34Z", 1_000);
    Path file = dir.resolve("report.html");
    Files.writeString(file, "old");
    Path link = Files.createSymbolicLink(dir.resolve("link.html"), file);

    assertThat(report("--out", file.toString()).exitCode()).isZero();
    String written = Files.readString(file);
    assertThat(written).startsWith("<!DOCTYPE html>").contains("uPlot");
    for (Path other : new Path[] {link, dir}) {
      ReinProcess.Ran refused = report("--out", other.toString());
      assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILURE);
      assertThat(refused.err()).contains("not a regular file");
    }
    assertThat(Files.readString(file)).isEqualTo(written);
    assertThat(report("--text").out()).startsWith("host.Main, pid 11: ended");
    assertThat(run("report", "--dir", dir.resolve("none").toString()).exitCode())
        .isEqualTo(ExitCode.NO_SUCH_TARGET);
  }

  private ReinProcess.Ran report(String option, String... more) throws Exception {
    String[] arguments = new String[more.length + 4];
    arguments[0] = "report";
    arguments[1] = "--dir";
    arguments[2] = dir.toString();
    arguments[3] = option;
    System.arraycopy(more, 0, arguments, 4, more.length);
    return run(arguments);
  }

  private String events(String... options) throws Exception {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "events";
    arguments[1] = "--dir";
    arguments[2] = dir.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    ReinProcess.Ran ran = run(arguments);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran.out();
  }

  private void ledger(long pid, String started, long... notices) throws IOException {
    Instant start = Instant.parse(started);
    LedgerFolder folder =
        LedgerFolder.create(dir, new LedgerMeta(pid, start, "host.Main", "0.1.0", start));
    LedgerWriter writer = LedgerWriter.start(() -> folder, sink -> {}, line -> {}, Thread::new);
    for (long after : notices) {
      writer.offer(
          new LedgerEntry.Notice(start.toEpochMilli() + after, "info", "=" + pid + " at " + after));
    }
    assertThat(writer.close("exit", Duration.ofSeconds(20))).isTrue();
  }

  private ReinProcess.Ran run(String... arguments) throws IOException, InterruptedException {
    return ReinProcess.run(dir, arguments);
  }
}
