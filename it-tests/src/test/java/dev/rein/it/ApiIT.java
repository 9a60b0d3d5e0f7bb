package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ApiHost;
import dev.rein.it.host.ListenerHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that call the API, with the agent and without. */
class ApiIT {
  private static final Path API = Path.of("../bootstrap/target/classes").toAbsolutePath();

  private static final String POLICY =
      "resources: {mails.sent: counter}\nagents:\n  writer:\n    limits:\n      mails.sent: {budget: 3, warn: 60%, then: deny}\n";

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutTheAgentTheProgramRunsAsIfNothingWere(Jdk jdk)
      throws IOException, InterruptedException {
    try (HostJvm host = HostCommand.on(jdk).classPath(List.of(API)).start(ApiHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText().lines())
          .containsExactly(
              "sent: 1",
              "sent: 2",
              "sent: 3",
              "sent: 4",
              "sent: 5",
              "of this thread: nobody",
              "mails: 0",
              "tokens: 0",
              "pause: false",
              "is paused: false",
              "goes on: true",
              "resume: false",
              "goes on: true",
              "phases: {}",
              "interventions: 0");
      assertThat(host.stderr()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void underReinItIsAccountedForAndLimited(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), workbench.policy(POLICY))
            .start(ApiHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText().lines())
          .containsExactly(
              "sent: 1",
              "sent: 2",
              "sent: 3",
              "refused: mails.sent",
              "of this thread: jvm",
              "mails: 3",
              "tokens: 5120",
              "pause: true",
              "is paused: true",
              "goes on: false",
              "resume: true",
              "goes on: true",
              "phases: {NORMAL=1}",
              "interventions: 1");
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.usedByAccount("mails.sent")).containsEntry("writer", 3L);
      assertThat(jvm.usedByAccount("llm.calls")).containsEntry("writer", 4L);
      assertThat(jvm.usedByAccount("cost")).containsEntry("writer", 4 * 420L);
      assertThat(jvm.usedByAccount("mail.connections")).containsEntry("writer", 0L);
    }
  }

  /** The program has loaded the API by itself. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whoListensBeforeAnAttachHearsOfWhatComesAfter(Jdk jdk)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .classPath(List.of(API))
            .start(ListenerHost.class)
            .awaitReady()) {
      host.say("5");
      assertThat(host.readLine()).isEqualTo("sent 5");
      ReinCli.Result attached =
          ReinCli.run(
              "attach",
              Long.toString(host.pid()),
              "--policy",
              workbench.policy(POLICY).toString(),
              "--dir",
              workbench.ledgers().toString());
      assertThat(attached.exitCode()).as(attached.stderr()).isZero();
      host.say("2");
      assertThat(List.of(host.readLine(), host.readLine()))
          .containsExactlyInAnyOrder("sent 2", "writer normal warning");
      assertThat(host.end()).isZero();
    }
  }
}
