package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ChildrenHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What processes use that an agent has started, and what these have started in turn. */
class ChildrenIT {
  private static final String CPU = "processes.cpu";
  private static final String MEMORY = "processes.rss";
  private static final long HELD = 30_000_000;
  private static final String BURN = "i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done";

  /** The clock ticks of all systems that Java runs on. */
  private static final long MILLIS_PER_TICK = 10;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aWholeTreeIsTheAgentsWhoStartedItUntilAllAreGone(Jdk jdk)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path go = folder.resolve("go");
    Path end = folder.resolve("end");
    try (HostJvm host =
        HostCommand.on(jdk).rein(workbench.ledgers()).start(ChildrenHost.class).awaitReady()) {
      List<String> unused = host.ask("builder start " + tree(go, end));
      Await.that("seen", () -> has(host, 300, HELD));

      // Nobody may have looked while it ran; what it has used is known to the last tick.
      long ticks = Long.parseLong(host.ask("tester run " + BURN + "; (" + BURN + ")").get(0));
      long millis = ticks * MILLIS_PER_TICK;
      Await.that("charged", () -> used(host, "tester", CPU) >= millis);
      assertThat(used(host, "tester", CPU)).isEqualTo(millis).isPositive();

      Files.createFile(go);
      Await.that("the root has ended", () -> used(host, "builder", "processes.live") == 0);
      long before = used(host, "builder", CPU);
      Await.that("goes on", () -> has(host, before + 300, HELD));
      Files.createFile(end);
      Await.that("nothing is left", () -> used(host, "builder", MEMORY) == 0);
      assertThat(host.end()).as(host.stderr()).isZero();
      assertThat(host.stderr()).isEmpty();
      assertThat(used(host, "jvm", CPU))
          .isEqualTo(used(host, "builder", CPU) + used(host, "tester", CPU));
      assertThat(used(host, "jvm", MEMORY)).isZero();
    }
  }

  /** Ends when {@code go} is there, and what it has started when {@code end} is. */
  private static String tree(Path go, Path end) {
    String hold = "x=$(head -c " + HELD + " /dev/zero | tr \"\\0\" a)";
    String child = "setsid sh -c '" + hold + "; until [ -e " + end + " ]; do :; done'";
    return child + " & until [ -e " + go + " ]; do :; done";
  }

  /** Whether the builder has used more CPU time than that, and has so much memory. */
  private boolean has(HostJvm host, long millis, long bytes)
      throws IOException, InterruptedException {
    return used(host, "builder", CPU) > millis
        && used(host, "builder", MEMORY) > bytes
        && used(host, "jvm", MEMORY) > bytes;
  }

  private long used(HostJvm host, String account, String resource)
      throws IOException, InterruptedException {
    return ReinCli.view(folder.resolve("ledgers"))
        .of(host)
        .usedByAccount(resource)
        .getOrDefault(account, 0L);
  }
}
