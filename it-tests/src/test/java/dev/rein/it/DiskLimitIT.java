package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.DiskHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * On a volume that runs out of room what needs more of it is refused, and nothing else; when there
 * is room again it goes on.
 */
class DiskLimitIT {
  private static final String POLICY =
      """
      limits:
        disk.free: {below: 10%, then: deny, commands: ["touch *"]}
      """;

  private static final List<String> WRITES =
      List.of("stream", "channel", "random", "async", "map", "transfer");

  private static final List<String> MAKES = List.of("create", "folder", "link", "copy");

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void holdsWhatNeedsRoom(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (SmallDisk disk = SmallDisk.tmpfs(folder, 20);
        HostJvm host =
            HostCommand.on(jdk)
                .rein(workbench.ledgers(), workbench.policy(POLICY))
                .start(DiskHost.class, workbench.folder().resolve("input.txt").toString())
                .awaitReady()) {
      for (String how : WRITES) {
        Files.createFile(disk.path().resolve(how));
      }
      assertRefused(does(host, "fill", disk.file("large")));
      assertThat(disk.percentFree()).isBetween(5L, 9L);
      isHeld(host, disk, workbench);
      assertThat(does(host, "spawn", "touch " + workbench.folder().resolve("touched")))
          .contains("disk.free");
      assertThat(does(host, "spawn", "true")).isEqualTo("ok");
      makesRoom(host, disk);
      assertThat(host.end()).isZero();
      assertRecord(workbench, host, disk);
    }
  }

  private static String does(HostJvm host, String how, String file) throws IOException {
    host.say(how + " " + file);
    return host.readLine();
  }

  private static void assertRefused(String outcome) {
    assertThat(outcome)
        .contains(
            "refused by Rein: disk.free of account 'jvm' is below 10% on ",
            "/disk (", "% free, ", "; make room there, or change disk.free in ")
        .contains("RefusedException: ");
  }

  private static void isHeld(HostJvm host, SmallDisk disk, Workbench workbench) throws IOException {
    for (String how : WRITES) {
      assertRefused(does(host, how, disk.file(how)));
      assertRefused(does(host, how, disk.file(how + ".new")));
      assertThat(does(host, how, workbench.folder().resolve(how).toString())).isEqualTo("ok");
      assertThat(Files.size(disk.path().resolve(how))).as(how).isZero();
      assertThat(disk.path().resolve(how + ".new")).doesNotExist();
    }
    for (String how : MAKES) {
      assertRefused(does(host, how, disk.file(how)));
      assertThat(does(host, how, workbench.folder().resolve(how).toString())).isEqualTo("ok");
      assertThat(disk.path().resolve(how)).doesNotExist();
    }
    assertThat(does(host, "read", disk.file("large"))).isEqualTo("ok");
    assertThat(does(host, "move", disk.file("large"))).isEqualTo("ok");
  }

  private static void makesRoom(HostJvm host, SmallDisk disk)
      throws IOException, InterruptedException {
    assertThat(does(host, "truncate", disk.file("large.moved"))).isEqualTo("ok");
    assertThat(disk.percentFree()).isGreaterThan(90);
    Await.that("there is room again", () -> does(host, "create", disk.file("more")).equals("ok"));
    for (String how : WRITES) {
      assertThat(does(host, how, disk.file(how))).as(how).isEqualTo("ok");
    }
    assertRefused(does(host, "fill", disk.file("large")));
    assertThat(does(host, "delete", disk.file("large"))).isEqualTo("ok");
    Await.that("there is room again", () -> does(host, "folder", disk.file("room")).equals("ok"));
  }

  private static void assertRecord(Workbench workbench, HostJvm host, SmallDisk disk)
      throws IOException, InterruptedException {
    assertThat(ReinCli.view(workbench.ledgers()).of(host).denied("disk.free"))
        .isGreaterThan(2 * WRITES.size() + MAKES.size());
    assertThat(ReinCli.events(workbench.ledgers()).ofType("denied"))
        .extracting(JsonObject::toString)
        .anyMatch(event -> event.contains(disk.file("copy")))
        .anyMatch(event -> event.contains(disk.file("large")))
        .anyMatch(event -> event.contains("touch"));
  }
}
