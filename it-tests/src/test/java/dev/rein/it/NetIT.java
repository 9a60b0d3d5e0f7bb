package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.NetHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that uses the network in every way the JDK has is counted as it counts itself. */
class NetIT {
  @TempDir static Path folder;

  @ParameterizedTest
  @MethodSource("jdks")
  void theLedgerAgreesWithTheProgram(Jdk jdk) throws IOException, InterruptedException {
    Path ledgers = folder.resolve("ledgers " + jdk);
    try (HostJvm host =
        HostCommand.on(jdk).rein(ledgers).start(NetHost.class, String.valueOf(jdk.feature()))) {
      List<String> said = host.readUntil("ready");
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(ledgers).of(host);
      Map<String, Long> counted = new TreeMap<>(jvm.counts());
      counted.keySet().removeIf(name -> !name.startsWith("net.") && !name.startsWith("dns."));

      assertThat(said).hasSize(1);
      assertThat(counted).isEqualTo(new TreeMap<>(Amounts.parse(said.get(0)).byResource()));
      assertThat(jvm.usedOfAllHosts()).as("sums over hosts").isEqualTo(counted);
      assertThat(jvm.hosts())
          .contains("localhost", "127.0.0.1", "unix", "no-such-host.invalid")
          .doesNotContain("other");
    }
  }

  /** A limit that pauses refuses where a call must return at once, and waits where it may. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatMustNotWaitIsRefused(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder.resolve("pause " + jdk));
    Path policy = workbench.policy("limits:\n  net.connects: {budget: 1, then: pause}\n");
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            HostCommand.on(jdk)
                .rein(workbench.ledgers(), policy)
                .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
                .jvmOptions(server.echoOption())
                .start(ActionHost.class, workbench.toString(), server.url())
                .awaitReady()) {
      assertThat(host.ask("run connectBySelector 2"))
          .satisfiesExactly(NetIT::isOk, NetIT::isRefused);
      assertThat(host.ask("run connectAsync 1")).satisfiesExactly(NetIT::isRefused);

      host.say("run connectSocket 1");
      Await.that("paused", () -> ReinCli.view(workbench.ledgers()).of(host).isPaused());
      ReinCli.Result resumed = ReinCli.run("resume", Long.toString(host.pid()));
      assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
      assertThat(host.readUntil("done")).containsExactly("ok");
      assertThat(host.end()).isZero();
    }
  }

  private static void isOk(String outcome) {
    assertThat(outcome).isEqualTo("ok");
  }

  private static void isRefused(String outcome) {
    assertThat(outcome).startsWith("threw ").contains("dev.rein.api.ConnectRefusedException");
  }

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }
}
