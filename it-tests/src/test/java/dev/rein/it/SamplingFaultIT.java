package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.HelloHost;
import dev.rein.it.host.SampledHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Measuring survives what programs do, goes without a trace, and holds up no end. */
class SamplingFaultIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  /** From the recorder's start on, and while it runs. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aHostMayInterruptAllThreads(Jdk jdk) throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    try (HostJvm host =
        HostCommand.on(jdk).rein(sampled.ledgers()).start(SampledHost.class).awaitReady()) {
      assertThat(host.ask("interrupt 1500")).isEmpty();
      assertThat(host.ask("burn burner")).isEmpty();
      sampled.awaitHotSpots(host, "burner");
      sampled.awaitCpuTime(host, "burner");
      assertThat(host.ask("threads")).contains("rein-sampler", "rein-jfr");
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
      assertThat(sampled.of(host).state()).isEqualTo("ended");
      assertThat(sampled.notices()).noneMatch(line -> line.contains("Interrupted"));
    }
  }

  /** A program that ends at once waits for nothing that measuring would load. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatEndsAtOnceLoadsNothing(Jdk jdk) throws IOException, InterruptedException {
    Path classes = folder.resolve("classes.txt");
    for (String[] arguments : new String[][] {{"7"}, {}}) {
      try (HostJvm host =
          HostCommand.on(jdk)
              .jvmOptions("-Xlog:class+load:file=" + classes)
              .rein(folder.resolve("ledgers"))
              .start(HelloHost.class, arguments)) {
        assertThat(host.awaitExit()).isEqualTo(arguments.length == 0 ? 0 : 7);
        assertThat(host.stderr()).isEmpty();
        assertThat(ReinCli.view(folder.resolve("ledgers")).of(host).state()).isEqualTo("ended");
      }
      assertThat(Files.readAllLines(classes))
          .anyMatch(line -> line.contains("dev.rein.agent.Sampling "))
          .noneMatch(line -> line.contains(" oshi.") || line.contains(" jdk.jfr."));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void comesAndGoesAndBeginsAnew(Jdk jdk) throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .start(SampledHost.class)
            .awaitReady()) {
      for (int round = 0; round < 2; round++) {
        Duration before = cpu(host);
        ok("attach", host, "--dir", sampled.ledgers().toString());
        // Else the ledger of the round before would do for what is waited for.
        int ledgers = round + 1;
        Await.that(
            "this round's ledger has begun",
            () ->
                ReinCli.view(sampled.ledgers()).jvms().stream()
                        .filter(Ledgers.Jvm::hasBegun)
                        .count()
                    == ledgers);
        assertThat(host.ask("burn burner")).isEmpty();
        if (round == 0) {
          sampled.awaitHotSpots(host, "burner");
        }
        Await.that("CPU time is told", () -> sampled.of(host).hasUsed("cpu.time", 1_000));
        sampled.awaitCpuTime(host, "burner");
        assertThat(host.ask("cool")).isEmpty();
        ok("detach", host, "--verify");
        long most = cpu(host).minus(before).toMillis();
        assertThat(host.ask("threads")).noneMatch(thread -> thread.startsWith("rein-"));
        assertThat(host.ask("recordings")).isEmpty();
        Ledgers.Jvm jvm = sampled.of(host);
        assertThat(jvm.state()).isEqualTo("ended");
        assertThat(jvm.used("cpu.time")).as("in round " + round).isBetween(1_000L, most);
        assertThat(jvm.usedByAccount("cpu.time").get("burner")).isBetween(1L, most);
      }
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
  }

  /** On JDK 17 it rewrites classes that are hooked: what it has kept of them must not come back. */
  @Test
  void nothingIsLeftWhereTheRecorderCameAfterRein() throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(sampled.ledgers())
            .start(SampledHost.class)
            .awaitReady()) {
      assertThat(host.ask("burn burner")).isEmpty();
      sampled.awaitHotSpots(host, "burner");
      assertThat(host.ask("cool")).isEmpty();
      ok("detach", host, "--verify");
      assertThat(host.end()).isZero();
    }
  }

  private static void ok(String command, HostJvm host, String... options)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of(command, Long.toString(host.pid())));
    words.addAll(List.of(options));
    ReinCli.Result result = ReinCli.run(words.toArray(String[]::new));
    assertThat(result.exitCode()).as(result.stderr()).isZero();
  }

  private static Duration cpu(HostJvm host) {
    return ProcessHandle.of(host.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  /** Where the program works there is little room, most of it taken by a file nobody needs. */
  @Test
  void aVolumeThatRunsOutOfRoomIsToldOfOnce() throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    try (SmallDisk disk = SmallDisk.tmpfs(folder, 20)) {
      Path temp = Files.createDirectory(disk.path().resolve("tmp"));
      Path old = Files.write(temp.resolve("old.bin"), new byte[17 << 20]);
      Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
      List<String> line = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\""));
      line.add(disk.path().toString());
      line.addAll(
          HostCommand.on(Jdk.ofThisBuild())
              .jvmOptions("-Djava.io.tmpdir=" + temp)
              .rein(sampled.ledgers())
              .line(SampledHost.class.getName()));
      try (HostJvm host = HostJvm.fork(line).awaitReady()) {
        assertThat(host.ask("burn burner")).isEmpty();
        Await.that("it is told", () -> !warnings(sampled, disk).isEmpty());
        long cpu = sampled.of(host).used("cpu.time");
        Await.that(
            "it is looked at again", () -> sampled.of(host).hasUsed("cpu.time", cpu + 1_000));
        assertThat(host.end()).isZero();
        assertThat(host.stderr()).isEmpty();
      }
      assertThat(old).exists();
      assertThat(warnings(sampled, disk))
          .singleElement()
          .asString()
          .startsWith("disk.free: 1")
          .contains("% (", "could be cleaned: 17 MiB ", temp.toString());
    }
  }

  private static List<String> warnings(Sampled sampled, SmallDisk disk)
      throws IOException, InterruptedException {
    return sampled.notices().stream()
        .filter(line -> line.startsWith("disk.free") && line.contains(" left on " + disk.path()))
        .toList();
  }
}
