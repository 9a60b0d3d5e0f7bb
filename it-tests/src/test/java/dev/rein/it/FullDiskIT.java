package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Where the ledger's disk is full or read-only, one line says so, limits hold all the same, and
 * recording goes on when the disk does.
 */
class FullDiskIT {
  private static final int BUDGET = 5;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fullAndEmptiedAgain(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (SmallDisk disk = SmallDisk.tmpfs(folder, 100);
        HostJvm host = start(jdk, workbench, disk)) {
      begins(host, disk);
      Path large = disk.path().resolve("large");
      fill(large);
      holds(host, 20);
      stopped(host, "is full, or fails", "MB free");
      Files.delete(large);
      goesOn(host, disk, workbench, 26);
    }
  }

  /** As a disk becomes when it fails; what is mapped then goes on to take writes for a while. */
  @ParameterizedTest
  @MethodSource("jdks")
  void readOnlyAndWritableAgain(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (SmallDisk disk = SmallDisk.ext4(folder, 200);
        HostJvm host = start(jdk, workbench, disk)) {
      begins(host, disk);
      assumeThat(disk.failReadOnly())
          .as("skipped, because a file system cannot be made to fail here")
          .isTrue();
      // What is written until it is noticed, a second at most, no disk keeps.
      stopped(host, "cannot be written to", "cannot be written");
      holds(host, 20);
      disk.mountAgain();
      goesOn(host, disk, workbench, 26);
    }
  }

  private static HostJvm start(Jdk jdk, Workbench workbench, SmallDisk disk) throws IOException {
    Path policy = workbench.policy("limits:\n  files.read: {budget: " + BUDGET + ", then: deny}\n");
    return HostCommand.on(jdk)
        .rein(disk.path().resolve("ledgers"), policy)
        .start(ActionHost.class, workbench.toString(), "")
        .awaitReady();
  }

  private static Ledgers.Jvm jvm(HostJvm host, SmallDisk disk) throws IOException {
    return ReinCli.view(disk.path().resolve("ledgers")).of(host);
  }

  private static void begins(HostJvm host, SmallDisk disk)
      throws IOException, InterruptedException {
    List<String> outcomes = host.ask("run openToRead " + (BUDGET + 1));
    assertThat(outcomes.subList(0, BUDGET)).containsOnly("ok");
    assertThat(outcomes.get(BUDGET)).contains("refused by Rein");
    Await.that("the first refusal is counted", () -> jvm(host, disk).denied("files.read") == 1);
    disk.sync();
  }

  private static void holds(HostJvm host, int calls) throws IOException {
    assertThat(host.ask("run openToRead " + calls))
        .hasSize(calls)
        .allMatch(line -> line.contains("refused by Rein: files.read"));
  }

  private static void stopped(HostJvm host, String oneReason, String orThis) {
    Await.that("it says that nothing is recorded", () -> !host.stderr().isEmpty());
    assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
    assertThat(host.stderr()).containsAnyOf(oneReason, orThis).contains("limits still hold");
  }

  private static void goesOn(HostJvm host, SmallDisk disk, Workbench workbench, int denied)
      throws IOException, InterruptedException {
    Await.that("it is recorded again", () -> host.stderr().contains("recording goes on"));
    holds(host, 5);
    assertThat(host.end()).isZero();
    assertThat(host.stderr().lines()).as(host.stderr()).hasSize(2);
    Ledgers.Jvm jvm = jvm(host, disk);
    assertThat(jvm.state()).isEqualTo("ended");
    assertThat(jvm.used("files.read")).isEqualTo(BUDGET);
    assertThat(jvm.denied("files.read")).isEqualTo(denied);
    Events events = ReinCli.events(disk.path().resolve("ledgers"));
    assertThat(events.ofType("limit.denied")).hasSize(denied);
    List<JsonObject> notices = events.ofType("notice");
    assertThat(notices).anyMatch(one -> one.toString().contains("nothing was recorded from"));
    assertThat(workbench.folder()).isNotEmptyDirectory();
  }

  private static void fill(Path file) throws IOException {
    byte[] some = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(file)) {
      while (true) {
        out.write(some);
      }
    } catch (IOException full) {
      assertThat(Files.size(file)).isPositive();
    }
  }
}
