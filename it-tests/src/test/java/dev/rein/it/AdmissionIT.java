package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.BurningHost;
import dev.rein.it.host.SlotHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On a host that burns all its processors new work waits, and goes on when it has cooled down. */
@Tag("alone")
class AdmissionIT {
  private static final Path API = Path.of("../bootstrap/target/classes").toAbsolutePath();

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @Test
  void newWorkOfTheLowWaitsWhileTheHostBurns() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy =
        workbench.policy(
            """
            limits:
              host.cpu: {above: 85%, for: 10s, cool-down: 2s, then: throttle, longest-wait: 5m}
            agents:
              quick: {priority: high}
              batch: {priority: low}
            """);
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(workbench.ledgers(), policy)
            .start(BurningHost.class)
            .awaitReady()) {
      host.say("begin batch");
      assertThat(twoLines(host)).containsExactlyInAnyOrder("began batch", "went on batch");
      host.say("burn");
      Await.that("the load is too high", () -> isInIntervention(workbench, host));

      host.say("begin batch");
      Await.that(
          "new work of the low waits",
          () -> !ReinCli.events(workbench.ledgers()).ofType("throttled").isEmpty());
      host.say("begin quick");
      assertThat(twoLines(host)).containsExactlyInAnyOrder("began quick", "went on quick");

      host.say("cool");
      assertThat(twoLines(host)).containsExactlyInAnyOrder("began batch", "went on batch");
      host.say("end");
      assertThat(host.end()).isZero();
      assertThat(ReinCli.view(workbench.ledgers()).of(host).usedByAccount("jobs.active"))
          .containsEntry("batch", 0L)
          .containsEntry("quick", 0L);
    }
  }

  private static List<String> twoLines(HostJvm host) throws IOException {
    return List.of(host.readLine(), host.readLine());
  }

  private static boolean isInIntervention(Workbench workbench, HostJvm host)
      throws IOException, InterruptedException {
    Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
    return jvm.hasBegun() && jvm.account().get("phase").getAsString().equals("intervention");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void slotsAreBounded(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits: {jobs.active: {at-most: 1, then: throttle}}\n");
    try (HostJvm host =
        HostCommand.on(jdk).rein(workbench.ledgers(), policy).start(SlotHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText().lines())
          .containsExactly(
              "active: 1",
              "most: 1",
              "a second: false",
              "soon: false",
              "afterwards: true",
              "rejected: 2");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutTheAgentSlotsAreGrantedAtOnce(Jdk jdk) throws IOException, InterruptedException {
    try (HostJvm host = HostCommand.on(jdk).classPath(List.of(API)).start(SlotHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText().lines())
          .containsExactly(
              "active: 0",
              "most: 0",
              "a second: true",
              "soon: true",
              "afterwards: true",
              "rejected: 0");
    }
  }

  @Test
  void aSlotThatIsForgottenIsGivenBack() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(workbench.ledgers(), workbench.policy("{}\n"))
            .start(BurningHost.class)
            .awaitReady()) {
      host.say("forget");
      assertThat(host.readLine()).isEqualTo("took true");
      Await.that(
          "nothing is active",
          () -> {
            host.say("active");
            return host.readLine().equals("active 0");
          });
      assertThat(host.end()).isZero();
    }
  }
}
