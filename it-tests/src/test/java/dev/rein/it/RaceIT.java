package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However many threads race for the last units of a budget, exactly so many get one. */
class RaceIT {
  private static final int BUDGET = 150;
  private static final int CALLS = 40;

  @TempDir Path folder;

  static Stream<Arguments> races() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "files.read", "openToRead", 2),
                    Arguments.of(jdk, "files.read", "openChannel", 16),
                    Arguments.of(jdk, "files.written", "openToWrite", 16),
                    Arguments.of(jdk, "threads.started", "startThread", 2),
                    Arguments.of(jdk, "threads.started", "startThread", 16)));
  }

  @ParameterizedTest
  @MethodSource("races")
  void exactlyTheBudgetPasses(Jdk jdk, String resource, String action, int threads)
      throws IOException, InterruptedException {
    // The racing threads are themselves threads started.
    int racers = resource.equals("threads.started") ? threads : 0;
    int calls = Math.max(CALLS, 4 * BUDGET / threads);
    Workbench workbench = Workbench.in(folder);
    Path policy =
        workbench.policy(
            "limits:\n  %s: {budget: %d, then: deny}\n".formatted(resource, BUDGET + racers));
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      int failed = threads * calls - BUDGET;
      assertThat(host.ask("race %s %d %d".formatted(action, threads, calls)))
          .containsExactly("ok=" + BUDGET + " failed=" + failed);
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.used(resource)).isEqualTo(BUDGET + racers);
      assertThat(jvm.denied(resource)).isEqualTo(failed);
    }
  }
}
