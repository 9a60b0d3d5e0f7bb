package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.HelloHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    Path disk = Files.createDirectory(folder.resolve("disk"));
    assumeThat(run("mount", "-t", "tmpfs", "-o", "size=1m", "rein-test", disk.toString()))
        .as("skipped, because nothing can be mounted here")
        .isZero();
    try (HostJvm host = HostCommand.on(Jdk.ofThisBuild()).rein(disk).start(HelloHost.class, "7")) {
      assertThat(host.awaitExit()).isEqualTo(7);
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr()).startsWith("rein: ").contains("64 MB free", "limits still hold");
    } finally {
      assertThat(run("umount", disk.toString())).isZero();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try (HostJvm process = HostJvm.fork(List.of(command))) {
      return process.awaitExit();
    } catch (IOException noSuchCommand) {
      return 1;
    }
  }
}
