package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.SampledHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code rein.sampling} has left out is not there, and limits on it are told of. */
class SamplingChoiceIT {
  private static final String POLICY =
      """
      limits:
        gc.pause: {budget: 1h, then: deny}
        cpu.time: {budget: 10h, then: deny}
        files.read: {budget: 1000, then: deny}
      """;

  @TempDir Path folder;

  @Test
  void countersAloneNeedNoRecorder() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Sampled sampled = new Sampled(workbench.ledgers());
    try (HostJvm host = start(workbench, "counters")) {
      assertThat(host.ask("burn burner")).isEmpty();
      sampled.awaitCpuTime(host, "burner");
      long cpu = sampled.of(host).used("cpu.time");
      Await.that("it is looked at again", () -> sampled.of(host).hasUsed("cpu.time", cpu + 1_000));
      assertThat(host.ask("threads"))
          .contains("rein-sampler")
          .noneMatch(thread -> thread.startsWith("rein-jfr") || thread.startsWith("JFR"));
      assertThat(host.ask("recordings")).isEmpty();
      assertThat(host.end()).isZero();
      isTold(host, sampled, "rein.sampling=counters", "gc.pause");
      assertThat(host.stderr()).doesNotContain("cpu.time", "files.read");
    }
  }

  @Test
  void offMeasuresNothing() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Sampled sampled = new Sampled(workbench.ledgers());
    try (HostJvm host = start(workbench, "off")) {
      assertThat(host.ask("burn burner")).isEmpty();
      Await.that("it has worked for seconds", () -> cpuSeconds(host) >= 2);
      assertThat(host.ask("threads"))
          .contains("rein-ledger")
          .noneMatch(thread -> thread.startsWith("rein-sampler") || thread.startsWith("rein-jfr"))
          .noneMatch(thread -> thread.startsWith("JFR"));
      assertThat(host.ask("recordings")).isEmpty();
      assertThat(host.end()).isZero();
      assertThat(sampled.of(host).used("cpu.time")).isZero();
      assertThat(sampled.of(host).used("host.memory")).isZero();
      isTold(host, sampled, "rein.sampling=off", "gc.pause", "cpu.time");
      assertThat(host.stderr()).doesNotContain("files.read");
    }
  }

  private static HostJvm start(Workbench workbench, String sampling) throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .jvmOptions("-Drein.sampling=" + sampling)
        .rein(workbench.ledgers(), workbench.policy(POLICY))
        .start(SampledHost.class)
        .awaitReady();
  }

  private static void isTold(HostJvm host, Sampled sampled, String... words)
      throws IOException, InterruptedException {
    assertThat(host.stderr().lines()).singleElement().asString().contains(words);
    assertThat(sampled.notices()).filteredOn(line -> line.contains(words[0])).hasSize(1);
  }

  private static long cpuSeconds(HostJvm host) {
    return ProcessHandle.of(host.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow()
        .toSeconds();
  }
}
