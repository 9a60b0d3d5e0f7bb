package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ContextHost;
import dev.rein.it.host.HandOvers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is done for an agent is charged to it, whichever thread does it. */
class ContextIT {
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
}
