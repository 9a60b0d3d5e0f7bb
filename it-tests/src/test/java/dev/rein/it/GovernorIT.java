package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.team.TeamHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The agents of a LangChain4j program that knows nothing of Rein: each is accounted for, one is
 * paused and goes on, one is denied, one is terminated, and each time the others run on.
 */
class GovernorIT {
  private static final String POLICY =
      """
      intervention: {grace: 200ms}
      agents:
        researcher:
          match:
            - method: dev.rein.it.host.team.Researcher.research
          limits:
            files.written: {budget: 3, then: pause}
        critic:
          match:
            - method: dev.rein.it.host.team.Critic.review
          limits:
            http.requests: {budget: 4, then: deny}
        librarian:
          match:
            - method: dev.rein.it.host.team.Librarian.tidy
            - method: dev.rein.it.host.team.Librarian.watch
      """;

  private static final String SOURCES = "The moon draws the sea.\n";

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void agentsOfAProgramThatKnowsNothingOfRein(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path sources = workbench.folder().resolve("sources.md");
    Files.writeString(sources, SOURCES);
    try (DemoProcess model = DemoProcess.start("model.ModelServer", "--latency-ms", "1");
        HostJvm host =
            HostCommand.on(jdk)
                .classPath(libraries())
                .rein(workbench.ledgers(), workbench.policy(POLICY))
                .start(TeamHost.class, model.modelUrl(), workbench.toString())
                .awaitReady()) {
      Steered team = new Steered(host, workbench.ledgers());
      allWork(team);
      oneIsPausedByItsBudget(team);
      oneIsPausedByAPerson(team);
      oneIsDenied(team);
      oneIsTerminated(team);
      assertThat(host.end()).as(host.stderr()).isZero();
      assertThat(host.stderr()).hasLineCount(1).contains("'researcher' is paused");
      assertCounts(team.view());
    }
  }

  private static void allWork(Steered team) throws IOException {
    for (String task : List.of("researcher", "critic", "librarian", "critic", "researcher")) {
      team.host().say(task);
    }
    assertThat(Stream.generate(team.host()::readLine).limit(5))
        .containsExactlyInAnyOrder(
            "researcher ok", "critic ok", "librarian ok", "critic ok", "researcher ok");
  }

  private static void oneIsPausedByItsBudget(Steered team)
      throws IOException, InterruptedException {
    team.does("researcher", "researcher ok");
    team.host().say("researcher");
    team.awaitPaused("researcher");
    assertThat(team.account("researcher").get("phase").getAsString()).isEqualTo("intervention");
    team.does("critic", "critic ok");
    team.does("librarian", "librarian ok");
    assertThat(team.ok("resume", "researcher").stderr()).contains("resumed researcher");
    assertThat(team.host().readLine()).isEqualTo("researcher ok");
  }

  private static void oneIsPausedByAPerson(Steered team) throws IOException, InterruptedException {
    team.ok("pause", "librarian");
    team.host().say("librarian");
    Await.that("it waits", () -> team.waiting("librarian") == 1);
    team.does("researcher", "researcher ok");
    team.does("critic", "critic ok");
    team.ok("resume", "librarian");
    assertThat(team.host().readLine()).isEqualTo("librarian ok");
  }

  private static void oneIsDenied(Steered team) throws IOException {
    team.does("critic", "critic failed IOException");
    team.does("researcher", "researcher ok");
    team.does("librarian", "librarian ok");
  }

  /** Its threads are interrupted, and it does not begin again. */
  private static void oneIsTerminated(Steered team) throws IOException, InterruptedException {
    team.does("watch", "librarian watches");
    team.ok("terminate", "librarian");
    assertThat(team.host().readLine()).isEqualTo("librarian failed InterruptedException");
    team.does("librarian", "librarian failed RejectedExecutionException");
    team.ok("limit", "researcher", "files.written", "7");
    team.does("researcher", "researcher ok");
  }

  private static void assertCounts(Ledgers.Jvm jvm) {
    assertThat(used(jvm, "http.requests"))
        .isEqualTo(
            Map.of(
                "jvm",
                33L,
                "researcher",
                21L,
                "critic",
                4L,
                "librarian",
                8L,
                "librarian/critic",
                4L));
    assertThat(used(jvm, "files.read"))
        .isEqualTo(Map.of("jvm", 15L, "researcher", 7L, "librarian", 8L));
    assertThat(used(jvm, "files.written")).isEqualTo(Map.of("jvm", 7L, "researcher", 7L));
    assertThat(used(jvm, "file.bytes.read"))
        .isEqualTo(
            Map.of(
                "jvm", 15L * SOURCES.length(),
                "researcher", 7L * SOURCES.length(),
                "librarian", 8L * SOURCES.length()));
    assertThat(used(jvm, "subtasks.spawned")).isEqualTo(Map.of("jvm", 4L, "librarian", 4L));
    assertThat(jvm.byAccount("http.requests", "denied")).containsEntry("critic", 1L);
  }

  /** By the accounts that have used any. */
  private static Map<String, Long> used(Ledgers.Jvm jvm, String resource) {
    Map<String, Long> used = jvm.usedByAccount(resource);
    used.values().removeIf(amount -> amount == 0);
    return used;
  }

  /** LangChain4j, as the demo's program has it. */
  private static List<Path> libraries() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/demo/lib"))) {
      return jars.map(Path::toAbsolutePath).toList();
    }
  }
}
