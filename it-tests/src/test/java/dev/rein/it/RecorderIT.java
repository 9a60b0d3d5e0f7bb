package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.SampledHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rein's use of the flight recorder is no harm to the recordings of others, nor to the disk. */
class RecorderIT {
  /** Of a recorder's folder: date, time, process. */
  private static final String REPOSITORY = "\\d{4}(_\\d\\d){5}_";

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  /** The program's users record it from its start to its end; Rein comes and goes meanwhile. */
  @ParameterizedTest
  @MethodSource("jdks")
  void recordingsOfOthersAreComplete(Jdk jdk) throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    Path file = folder.resolve("theirs.jfr");
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .jvmOptions(
                "-XX:StartFlightRecording=name=theirs,settings=default,dumponexit=true,filename="
                    + file,
                "-Xlog:jfr*=warning:file=" + folder.resolve("jfr.log"))
            .start(SampledHost.class)
            .awaitReady()) {
      assertThat(host.ask("mark first")).isEmpty();
      String pid = Long.toString(host.pid());
      ReinCli.Result attached = ReinCli.run("attach", pid, "--dir", sampled.ledgers().toString());
      assertThat(attached.exitCode()).as(attached.stderr()).isZero();
      assertThat(host.ask("burn burner")).isEmpty();
      sampled.awaitHotSpots(host, "burner");
      assertThat(host.ask("mark second")).isEmpty();
      assertThat(host.ask("recordings")).hasSize(2).contains("theirs RUNNING");
      ReinCli.Result detached = ReinCli.run("detach", pid, "--verify");
      assertThat(detached.exitCode()).as(detached.stderr()).isZero();
      assertThat(host.ask("recordings")).containsExactly("theirs RUNNING");
      assertThat(host.ask("mark third")).isEmpty();
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(event -> event.getEventType().getName().equals("dev.rein.it.Mark"))
        .extracting(event -> event.getString("text"))
        .containsExactlyInAnyOrder("first", "second", "third");
    assertThat(folder.resolve("jfr.log")).isEmptyFile();
  }

  /** Two are recorded, one of them is killed: the third removes what that one left. */
  @Test
  void whatAKilledJvmLeftIsRemovedByTheNextStart() throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    Path temp = Files.createDirectory(folder.resolve("tmp"));
    try (HostJvm killed = start(sampled, temp);
        HostJvm live = start(sampled, temp)) {
      Await.that("both are recorded", () -> isNoted(sampled, killed) && isNoted(sampled, live));
      killed.kill();
      List<Path> left = repositories(temp, killed);
      assertThat(left).hasSize(1);
      isOld(left.get(0));
      List<Path> used = repositories(temp, live);
      assertThat(used).hasSize(1);
      isOld(used.get(0));
      try (HostJvm next = start(sampled, temp)) {
        Await.that("it is removed", () -> repositories(temp, killed).isEmpty());
        Await.that("the next is recorded", () -> isNoted(sampled, next));
        assertThat(repositories(temp, live)).isEqualTo(used);
        assertThat(sampled.of(next).folder())
            .satisfies(
                own ->
                    assertThat(Files.readString(Path.of(own).resolve("rein.log")))
                        .contains(left.get(0).toString()));
        assertThat(next.end()).isZero();
      }
      assertThat(live.end()).isZero();
      assertThat(repositories(temp, live)).isEmpty();
    }
  }

  private static HostJvm start(Sampled sampled, Path temp) throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .jvmOptions("-Djava.io.tmpdir=" + temp)
        .rein(sampled.ledgers())
        .start(SampledHost.class)
        .awaitReady();
  }

  private static boolean isNoted(Sampled sampled, HostJvm host)
      throws IOException, InterruptedException {
    return Files.exists(Path.of(sampled.of(host).folder()).resolve("jfr-repository"));
  }

  private static List<Path> repositories(Path temp, HostJvm host) throws IOException {
    try (Stream<Path> all = Files.list(temp)) {
      return all.filter(one -> one.getFileName().toString().matches(REPOSITORY + host.pid()))
          .toList();
    }
  }

  /** The files of it seem to be older than those of a recorder at work. */
  private static void isOld(Path repository) throws IOException {
    FileTime past = FileTime.from(Instant.now().minusSeconds(120));
    try (Stream<Path> files = Files.list(repository)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, past);
      }
    }
  }

  /** With little room for its files the recorder is not started; all else is measured. */
  @Test
  void aSmallTempVolumeIsLeftAlone() throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    try (SmallDisk temp = SmallDisk.tmpfs(folder, 100);
        HostJvm host = start(sampled, temp.path())) {
      assertThat(host.ask("burn burner")).isEmpty();
      sampled.awaitCpuTime(host, "burner");
      Await.that("the host is measured", () -> sampled.of(host).hasUsed("host.memory", 1));
      Await.that("it is told", () -> notices(sampled, "flight recorder").size() > 0);
      assertThat(host.ask("threads")).contains("rein-sampler").doesNotContain("rein-jfr");
      long cpu = sampled.of(host).used("cpu.time");
      Await.that("it is looked at again", () -> sampled.of(host).hasUsed("cpu.time", cpu + 1_000));
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
      assertThat(repositories(temp.path(), host)).isEmpty();
      assertThat(notices(sampled, "flight recorder"))
          .singleElement()
          .asString()
          .contains("not started", temp.path().toString(), "MB free of 512 needed");
    }
  }

  /** It fills up while the recorder runs, and is emptied. */
  @Test
  void aTempVolumeThatFillsUpStopsTheRecorder() throws IOException, InterruptedException {
    Sampled sampled = new Sampled(folder.resolve("ledgers"));
    try (SmallDisk temp = SmallDisk.tmpfs(folder, 600);
        HostJvm host = start(sampled, temp.path())) {
      assertThat(host.ask("burn burner")).isEmpty();
      Await.that("it is recorded", () -> isNoted(sampled, host));
      Path large = Path.of(temp.file("large"));
      Files.write(large, new byte[400 << 20]);
      Await.that("it stops", () -> notices(sampled, "recorder is stopped").size() == 1);
      Files.delete(large);
      Await.that("it goes on", () -> notices(sampled, "has room again").size() == 1);
      sampled.awaitHotSpots(host, "burner");
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
  }

  private static List<String> notices(Sampled sampled, String words)
      throws IOException, InterruptedException {
    return sampled.notices().stream().filter(line -> line.contains(words)).toList();
  }
}
