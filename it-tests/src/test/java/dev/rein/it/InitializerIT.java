package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.InitializerHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a refusal would do more harm than good, and where a caller gives up waiting. */
class InitializerIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void initializersAreLetThrough(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 1, then: deny}\n");
    List<String> lines = run(jdk, workbench, policy);
    assertThat(lines.get(0)).isEqualTo("first ok");
    assertThat(lines.get(1))
        .startsWith("second java.io.FileNotFoundException: ")
        .contains("refused by Rein");
    assertThat(lines.subList(2, 5)).containsExactly("initializer 1000", "enum 1000", "lambda 1000");
    assertThat(lines.get(5))
        .startsWith("third java.io.FileNotFoundException: ")
        .contains("refused by Rein");
    assertThat(ReinCli.events(workbench.ledgers()).ofType("excused")).hasSize(3);
    Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).jvms().get(0);
    assertThat(jvm.used("files.read")).as("let through, but counted").isEqualTo(4);
    assertThat(jvm.denied("files.read")).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anInterruptEndsTheWaiting(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 1, then: pause}\n");
    List<String> lines = run(jdk, workbench, policy, "wait");
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1))
        .startsWith("java.io.FileNotFoundException: ")
        .contains("could not wait")
        .endsWith("interrupted=true");
  }

  private static List<String> run(Jdk jdk, Workbench workbench, Path policy, String... more)
      throws IOException, InterruptedException {
    String[] arguments = new String[1 + more.length];
    arguments[0] = workbench.folder().resolve("input.txt").toString();
    System.arraycopy(more, 0, arguments, 1, more.length);
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(InitializerHost.class, arguments)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      return host.stdoutText().lines().toList();
    }
  }
}
