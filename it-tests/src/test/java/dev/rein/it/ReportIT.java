package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of a real JVM, while it runs and after it is dead, by the built jar. */
class ReportIT {
  @TempDir Path folder;

  @Test
  void tellsOfALiveAndOfADeadJvm() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = refused(workbench)) {
      Path live = report(workbench, host, "live.html");
      assertThat(Files.readString(live))
          .startsWith("<!DOCTYPE html>")
          .contains("still runs", "Calls refused: files.read of account jvm", "uPlot");
      host.kill();
      Path dead = report(workbench, host, "dead.html");
      assertThat(Files.readString(dead)).contains("was killed", "limit.denied");
    }
  }

  @Test
  void aBrowserDrawsTheCharts() throws IOException, InterruptedException {
    Optional<Path> browser = MachineTool.find("chromium", "google-chrome", "chromium-browser");
    Assumptions.assumeTrue(browser.isPresent(), "skipped, because there is no Chromium");
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = refused(workbench)) {
      Path page = report(workbench, host, "page.html");
      Path pictures = Files.createDirectories(Path.of("target", "screenshots").toAbsolutePath());
      String dom = open(browser.orElseThrow(), "--dump-dom", page);
      String unused =
          open(browser.orElseThrow(), "--screenshot=" + pictures.resolve("report.png"), page);

      assertThat(dom).contains("<canvas", "u-legend");
      assertThat(pictures.resolve("report.png")).isNotEmptyFile();
    }
  }

  private static HostJvm refused(Workbench workbench) throws IOException {
    Path policy = workbench.policy("limits:\n  files.read: {budget: 2, then: deny}\n");
    HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady();
    assertThat(host.ask("run readString 5")).hasSize(5);
    Await.that(
        "refusals are in the ledger",
        () -> ReinCli.view(workbench.ledgers()).of(host).denied("files.read") == 3);
    return host;
  }

  private Path report(Workbench workbench, HostJvm host, String name)
      throws IOException, InterruptedException {
    Path file = folder.resolve(name);
    String dir = workbench.ledgers().toString();
    ReinCli.Result result =
        ReinCli.run("report", "" + host.pid(), "--dir", dir, "--out", file.toString());
    assertThat(result.exitCode()).as(result.stderr()).isZero();
    return file;
  }

  private static String open(Path browser, String what, Path page)
      throws IOException, InterruptedException {
    List<String> line =
        List.of(
            browser.toString(),
            "--headless",
            "--disable-gpu",
            // Its sandbox starts neither for root nor in most containers; the page is our own.
            "--no-sandbox",
            "--window-size=1200,2000",
            what,
            page.toUri().toString());
    try (HostJvm process = HostJvm.fork(line)) {
      process.closeStdin();
      assertThat(process.awaitExit()).as(process.stderr()).isZero();
      return process.stdoutText();
    }
  }
}
