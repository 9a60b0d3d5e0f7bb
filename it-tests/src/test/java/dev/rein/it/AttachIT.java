package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.AttachLoopHost;
import dev.rein.it.host.CrewHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rein goes into a running JVM, out of it without a trace, and in again. */
class AttachIT {
  private static final String OTHER_RESOURCES =
      "run readString 1;run send 1;run get 1;run startProcess 1;run startThread 1;run copy 1";

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  /** Of a JVM without any, the JDK gives none at all instead of an empty list. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aJvmThatWasGivenNoOptionTakesIt(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    String classes = Path.of("target/test-classes").toAbsolutePath().toString();
    try (HostJvm host =
        HostJvm.fork(
                List.of(jdk.java(), "-cp", classes, CrewHost.class.getName(), workbench.toString()))
            .awaitReady()) {
      ReinCli.Result attached =
          ReinCli.run("attach", Long.toString(host.pid()), "--dir", workbench.ledgers().toString());
      assertThat(attached.exitCode()).as(attached.stderr() + host.stderr()).isZero();
      assertThat(host.end()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void comesAndGoesAndComesAgain(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder).prepare("copy", 3);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 3, then: deny}\n");
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            HostCommand.on(jdk)
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                .start(ActionHost.class, workbench.toString(), server.url())
                .awaitReady()) {
      assertThat(host.ask("run openToRead 2")).containsOnly("ok");
      List<String> threadsBefore = host.ask("threads");

      enforces(host, policy, workbench.ledgers());
      leavesNothing(host, workbench.ledgers(), threadsBefore);
      Ledgers.Jvm first = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(first.state()).isEqualTo("ended");
      assertThat(first.used("files.read")).isEqualTo(3);

      assertThat(host.ask("run openToRead 5")).containsOnly("ok");
      for (String command : OTHER_RESOURCES.split(";", -1)) {
        assertThat(host.ask(command)).as(command).containsExactly("ok");
      }
      assertThat(ReinCli.view(workbench.ledgers()).of(host)).isEqualTo(first);

      enforces(host, policy, workbench.ledgers());
      leavesNothing(host, workbench.ledgers(), threadsBefore);
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void comingAndGoingLeaksNothing(Jdk jdk) throws IOException, InterruptedException {
    // A round takes most of a second.
    int rounds = jdk.feature() == Runtime.version().feature() ? 100 : 20;
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .jvmOptions("-Djdk.attach.allowAttachSelf=true")
            .start(
                AttachLoopHost.class,
                HostCommand.REIN_JAR.toString(),
                workbench.toString(),
                Integer.toString(rounds))) {
      List<String> first = List.of(host.readLine(), host.readLine(), host.readLine());
      assertThat(first.get(0)).isEqualTo("loaders 0");
      for (int tens = 1; tens < rounds / 10; tens++) {
        assertThat(List.of(host.readLine(), host.readLine(), host.readLine())).isEqualTo(first);
      }
      assertThat(host.readLine()).isEqualTo("failures 0");
      assertThat(host.awaitExit()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
  }

  private static void enforces(HostJvm host, Path policy, Path ledgers)
      throws IOException, InterruptedException {
    ReinCli.Result attached =
        ReinCli.run(
            "attach",
            Long.toString(host.pid()),
            "--policy",
            policy.toString(),
            "--dir",
            ledgers.toString());
    assertThat(attached.exitCode()).as(attached.stderr()).isZero();
    List<String> outcomes = host.ask("run openToRead 5");
    assertThat(outcomes.subList(0, 3)).containsOnly("ok");
    assertThat(outcomes.subList(3, 5)).allMatch(line -> line.contains("refused by Rein"));
  }

  private static void leavesNothing(HostJvm host, Path ledgers, List<String> threadsBefore)
      throws IOException, InterruptedException {
    ReinCli.Result detached = ReinCli.run("detach", Long.toString(host.pid()), "--verify");
    assertThat(detached.exitCode()).as(detached.stderr()).isZero();
    assertThat(host.ask("threads"))
        .filteredOn(thread -> !threadsBefore.contains(thread))
        .noneMatch(thread -> thread.contains("rein") || thread.startsWith("thread"));
    assertThat(openFiles(host)).noneMatch(file -> file.startsWith(ledgers.toString()));
    assertThat(Files.readString(Path.of("/proc/" + host.pid() + "/maps")))
        .doesNotContain(ledgers.toString());
  }

  /** Where there is no {@code /proc}, none can be named. */
  private static List<String> openFiles(HostJvm host) throws IOException {
    Path descriptors = Path.of("/proc/" + host.pid() + "/fd");
    try (Stream<Path> all = Files.list(descriptors)) {
      return all.map(AttachIT::target).toList();
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Test
  void tellsThatThereIsNoSuchProcess() throws IOException, InterruptedException {
    try (HostJvm gone = HostCommand.on(Jdk.ofThisBuild()).start("no.such.Main")) {
      gone.awaitExit();
      String pid = Long.toString(gone.pid());
      for (String command : List.of("attach", "detach", "resume")) {
        assertRefused(ReinCli.run(command, pid), 3, pid);
      }
    }
  }

  @Test
  void tellsThatAProcessIsNoJvm() throws IOException, InterruptedException {
    Process cat = new ProcessBuilder("cat").start();
    try {
      String pid = Long.toString(cat.pid());
      assertRefused(ReinCli.run("attach", pid), 4, pid);
      assertThat(cat.isAlive()).as("the attempt does it no harm").isTrue();
    } finally {
      cat.destroyForcibly();
    }
  }

  @Test
  void tellsThatReinIsNotThere() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      String pid = Long.toString(host.pid());
      assertRefused(ReinCli.run("detach", pid, "--verify"), 1, "not at work");
      assertRefused(ReinCli.run("resume", pid, "--dir", folder + "/none"), 3, "not at work");
    }
  }

  private static void assertRefused(ReinCli.Result result, int exitCode, String culprit) {
    assertThat(result.exitCode()).as(result.stderr()).isEqualTo(exitCode);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr().lines()).hasSize(1);
    assertThat(result.stderr()).contains(culprit);
  }
}
