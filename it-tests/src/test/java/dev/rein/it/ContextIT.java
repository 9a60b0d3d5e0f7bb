package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.rein.it.host.ContextHost;
import dev.rein.it.host.ExecutorsHost;
import dev.rein.it.host.HandOvers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done for an agent is charged to it, whichever thread does it. */
class ContextIT {
  private static final Path API = Path.of("../bootstrap/target/classes").toAbsolutePath();

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theAccountFollowsTheWork(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers())
            .start(ContextHost.class, workbench.folder().resolve("input.txt").toString())) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      Map<String, Long> expected = new TreeMap<>();
      long forEach = ContextHost.TIMES * (host.stdoutText().lines().count() - 1);
      expected.put("jvm", 3 * (forEach + ContextHost.TIMES));
      for (String agent : new String[] {"red", "blue"}) {
        expected.put(agent, forEach);
        host.stdoutText()
            .lines()
            .forEach(way -> expected.put(agent + "/" + way, (long) ContextHost.TIMES));
        expected.put(agent + "/" + HandOvers.TAKEN_BACK, 0L);
      }
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.usedByAccount("files.read")).isEqualTo(expected);
    }
  }

  static Stream<Arguments> schedulers() {
    return Jdk.all().stream()
        .flatMap(jdk -> Stream.of(arguments(jdk, "old"), arguments(jdk, "new")));
  }

  /** RxJava's and Reactor's; the program has the API on its class path too. */
  @ParameterizedTest
  @MethodSource("schedulers")
  void theAccountFollowsReactiveFlows(Jdk jdk, String version)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    List<Path> jars = new ArrayList<>(List.of(API));
    try (Stream<Path> found = Files.list(Path.of("target/scheduler-libs", version))) {
      found.map(Path::toAbsolutePath).forEach(jars::add);
    }
    jars.add(
        ClassJar.compile(folder, jars, List.of(Path.of("src/test/programs/ReactiveAgents.java"))));
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers())
            .classPath(jars)
            .start("ReactiveAgents", workbench.folder().resolve("input.txt").toString())) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText()).isEqualTo("done\n");
      // Five and four schedulers three times each, and an interval each.
      long forEach = 10 * (5 * 3 + 4 * 3 + 2);
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.usedByAccount("files.read"))
          .isEqualTo(Map.of("jvm", 3 * forEach, "red", forEach, "blue", forEach));
    }
  }

  /** What others can see of executors is the same with Rein and without, in a scope. */
  @ParameterizedTest
  @MethodSource("jdks")
  void executorsAreAsTheyWere(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm alone = HostCommand.on(jdk).classPath(List.of(API)).start(ExecutorsHost.class);
        HostJvm underRein =
            HostCommand.on(jdk).rein(workbench.ledgers()).start(ExecutorsHost.class)) {
      assertThat(alone.awaitExit()).as(alone.stderr()).isZero();
      assertThat(underRein.awaitExit()).as(underRein.stderr()).isZero();
      assertThat(underRein.stdoutText()).isEqualTo(alone.stdoutText()).contains("end");
      assertThat(ReinCli.view(workbench.ledgers()).of(underRein).usedByAccount("threads.started"))
          .containsKey("coder");
    }
  }
}
