package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.DiskHost;
import dev.rein.it.host.HelloHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the ledger's disk is no harm to the program, and limits hold. */
class DiskIT {
  @TempDir Path folder;

  @Test
  void aFolderMayVanish() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 3, then: deny}\n");
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      assertThat(host.ask("run openToRead 2")).containsOnly("ok");
      Await.that(
          "the ledger has begun",
          () -> ReinCli.view(workbench.ledgers()).of(host).hasUsed("files.read", 2));
      try (Stream<Path> all = Files.walk(workbench.ledgers())) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      List<String> outcomes = host.ask("run openToRead 3");
      assertThat(outcomes.get(0)).isEqualTo("ok");
      assertThat(outcomes.subList(1, 3)).allMatch(line -> line.contains("refused by Rein"));
      assertThat(host.end()).isZero();
      assertThat(host.stderr().lines().count()).as(host.stderr()).isLessThanOrEqualTo(1);
    }
  }

  /** A disk that is nearly full when the program starts. */
  @Test
  void aSmallDiskStopsTheLedgerAlone() throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.tmpfs(folder, 1);
        HostJvm host =
            HostCommand.on(Jdk.ofThisBuild()).rein(disk.path()).start(HelloHost.class, "7")) {
      assertThat(host.awaitExit()).isEqualTo(7);
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr()).startsWith("rein: ").contains("64 MB free", "limits still hold");
    }
  }

  /** Ledger, woven classes, working directory and temporary files, all on a disk that fills up. */
  @Test
  void allMayBeOnADiskThatFillsUp() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    String source = workbench.folder().resolve("input.txt").toString();
    for (boolean inMemory : new boolean[] {true, false}) {
      Path parent = Files.createDirectory(folder.resolve(inMemory ? "memory" : "file"));
      try (SmallDisk disk = inMemory ? SmallDisk.tmpfs(parent, 100) : SmallDisk.ext4(parent, 120)) {
        try (HostJvm host = allOn(disk, source)) {
          Await.that("the ledger has begun", () -> isRecorded(disk));
          assertThat(does(host, "fill " + disk.file("large"))).contains("No space left");
          assertThat(does(host, "read " + source)).isEqualTo("ok");
          assertThat(does(host, "stream " + source)).isEqualTo("ok");
          assertThat(host.end()).as(host.stderr()).isZero();
          assertThat(host.stderr().lines().count()).as(host.stderr()).isLessThanOrEqualTo(2);
        }
        try (HostJvm host = allOn(disk, source)) {
          assertThat(does(host, "create " + disk.file("more"))).isNotNull();
          assertThat(does(host, "delete " + disk.file("large"))).isEqualTo("ok");
          assertThat(does(host, "stream " + disk.file("large"))).isEqualTo("ok");
          assertThat(host.end()).as(host.stderr()).isZero();
          assertThat(host.stderr().lines().count()).as(host.stderr()).isLessThanOrEqualTo(3);
        }
      }
    }
  }

  private static String does(HostJvm host, String command) throws IOException {
    host.say(command);
    return host.readLine();
  }

  private static boolean isRecorded(SmallDisk disk) throws IOException {
    try (Stream<Path> queues =
        Files.find(disk.path(), 5, (file, unused) -> file.toString().endsWith(".cq4"))) {
      return queues.findAny().isPresent();
    }
  }

  /** Started in that folder, with everything there. */
  private static HostJvm allOn(SmallDisk disk, String source) throws IOException {
    List<String> line = new ArrayList<>(List.of("sh", "-c", "cd \"$0\" && exec \"$@\""));
    line.add(disk.path().toString());
    line.addAll(
        HostCommand.on(Jdk.ofThisBuild())
            .agent("dir=" + disk.file("ledgers") + ",cache=" + disk.file("cache"))
            .jvmOptions("-Djava.io.tmpdir=" + disk.path(), "-XX:-UsePerfData")
            .line(DiskHost.class.getName(), source));
    return HostJvm.fork(line).awaitReady();
  }
}
