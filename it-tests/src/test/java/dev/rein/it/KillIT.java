package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After {@code kill -9} at any moment the ledger can be read, and no refusal is missing. */
class KillIT {
  private static final int NEVER_DONE = 10_000_000;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whileItRefuses(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.written: {budget: 10, then: deny}\n");
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      host.say("run openToWrite " + NEVER_DONE);
      for (int i = 0; i < 200; i++) {
        assertThat(host.readLine()).isNotEmpty();
      }
      host.kill();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.state()).isEqualTo("killed");
      assertThat(jvm.used("files.written")).isLessThanOrEqualTo(10);
      String events =
          ReinCli.events(workbench.ledgers()).all().stream()
              .map(Object::toString)
              .collect(Collectors.joining("\n"));
      assertThat(refusedFiles(host))
          .hasSizeGreaterThan(100)
          .allMatch(file -> events.contains(file + "\""));
    }
  }

  /** The files whose refusal the program has printed; a line may be cut short. */
  private static List<String> refusedFiles(HostJvm host) {
    List<String> files = new ArrayList<>();
    for (String line : host.stdoutText().split("\n", -1)) {
      int from = line.indexOf("/new-openToWrite-");
      int to = line.indexOf(": refused by Rein");
      if (from >= 0 && to > from) {
        files.add(line.substring(from, to));
      }
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whileItCounts(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers())
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      host.say("run openToRead " + NEVER_DONE);
      Await.that(
          "counted", () -> ReinCli.view(workbench.ledgers()).of(host).hasUsed("files.read", 100));
      host.kill();
      long done = host.stdoutText().lines().filter("ok"::equals).count();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.state()).isEqualTo("killed");
      assertThat(jvm.used("files.read")).isBetween(100L, done + 1);
      assertThat(ReinCli.events(workbench.ledgers()).all()).isNotEmpty();
    }
  }

  /** However early: there is a ledger that can be read, or none at all. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whileItStarts(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    java.nio.file.Files.createDirectories(workbench.ledgers());
    for (int i = 0; i < 3; i++) {
      try (HostJvm host =
          HostCommand.on(jdk)
              .rein(workbench.ledgers())
              .start(ActionHost.class, workbench.toString(), "")
              .awaitReady()) {
        host.kill();
      }
    }
    ReinCli.Result view =
        ReinCli.run("view", "--once", "--json", "--dir", workbench.ledgers().toString());
    assertThat(view.exitCode()).as(view.stderr()).isZero();
    assertThat(view.stderr()).doesNotContain("\tat ");
    assertThat(Ledgers.parse(view.stdout()).jvms()).allMatch(jvm -> jvm.state().equals("killed"));
  }
}
