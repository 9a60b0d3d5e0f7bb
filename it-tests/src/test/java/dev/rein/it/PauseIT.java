package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A limit that pauses holds the program's call until a person lets it go on. */
class PauseIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void holdsTheCallUntilResumed(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench)) {
      pauseAfterTwo(host, workbench);
      ReinCli.Result resumed = ReinCli.run("resume", Long.toString(host.pid()));
      assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
      assertThat(host.readLine()).as("the call that waited").isEqualTo("ok");
      assertThat(host.readLine()).as("the limit is granted once more").isEqualTo("ok");
      awaitPaused(host, workbench);
      ReinCli.Result again = ReinCli.run("resume", Long.toString(host.pid()));
      assertThat(again.exitCode()).isZero();
      assertThat(host.readUntil("done")).containsExactly("ok");
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.used("files.read")).isEqualTo(5);
      assertThat(jvm.denied("files.read")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void letsGoWhenReinIsDetached(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench)) {
      pauseAfterTwo(host, workbench);
      ReinCli.Result detached = ReinCli.run("detach", Long.toString(host.pid()), "--verify");
      assertThat(host.readUntil("done")).containsExactly("ok", "ok", "ok");
      assertThat(detached.exitCode()).as(detached.stderr()).isZero();
      assertThat(host.end()).isZero();
    }
  }

  private static HostJvm start(Jdk jdk, Workbench workbench) throws IOException {
    Path policy = workbench.policy("limits:\n  files.read: {budget: 2, then: pause}\n");
    return HostCommand.on(jdk)
        .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
        .rein(workbench.ledgers(), policy)
        .start(ActionHost.class, workbench.toString(), "")
        .awaitReady();
  }

  private static void pauseAfterTwo(HostJvm host, Workbench workbench) throws IOException {
    host.say("run openToRead 5");
    assertThat(host.readLine()).isEqualTo("ok");
    assertThat(host.readLine()).isEqualTo("ok");
    awaitPaused(host, workbench);
  }

  private static void awaitPaused(HostJvm host, Workbench workbench) {
    Await.that("paused", () -> ReinCli.view(workbench.ledgers()).of(host).isPaused());
  }
}
