package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.it.host.AtWorkHost;
import dev.rein.it.host.CrewHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents of a program that says nothing of them are recognised by methods and threads' names. */
class AgentMethodIT {
  private static final String CREW = "dev.rein.it.host.Crew$";

  private static final String POLICY =
      """
      agents:
        coder:
          match:
            - method: dev.rein.it.host.Crew$Coder.run
        planner:
          match:
            - method: dev.rein.it.host.Crew$Planner.plan
        tester:
          match:
            - method: dev.rein.it.host.Crew$Tester.test
        reviewer:
          match:
            - method: dev.rein.it.host.Crew$Reviewer.review
            - method: dev.rein.it.host.Crew$Reviewer.nothing
        breaker:
          match:
            - method: dev.rein.it.host.Crew$Breaker.fail
        absent:
          match:
            - method: com.acme.Absent.run
        writer:
          match:
            - thread: writer-*
        copyist:
          match:
            - thread: copyist
      """;

  /** For one round of the program's. */
  private static final Map<String, Long> READS =
      Map.ofEntries(
          Map.entry("jvm", 32L),
          Map.entry("coder", 7L),
          Map.entry("coder/tester", 2L),
          Map.entry("planner", 8L),
          Map.entry("planner/coder", 2L),
          Map.entry("tester", 8L),
          Map.entry("tester/coder", 2L),
          Map.entry("tester/writer", 2L),
          Map.entry("tester/copyist", 1L),
          Map.entry("reviewer", 2L),
          Map.entry("breaker", 1L),
          Map.entry("writer", 2L));

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void agentsAreRecognised(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(POLICY);
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(CrewHost.class, input(workbench))
            .awaitReady()) {
      assertThat(host.ask("go")).isEmpty();
      assertThat(host.end()).as(host.stderr()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.usedByAccount("files.read")).isEqualTo(READS);
      assertThat(states(workbench))
          .containsEntry(CREW + "Coder.run", "installed")
          .containsEntry(CREW + "Planner.plan", "installed")
          .containsEntry(CREW + "Reviewer.nothing", "missing")
          .containsEntry("com.acme.Absent.run", "waiting");
    }
  }

  /** The classes are loaded by then, and a thread with an agent's name is there. */
  @ParameterizedTest
  @MethodSource("jdks")
  void agentsAreRecognisedAfterAnAttach(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(POLICY);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .start(CrewHost.class, input(workbench))
            .awaitReady()) {
      assertThat(host.ask("go")).isEmpty();
      String pid = Long.toString(host.pid());
      for (int time = 0; time < 2; time++) {
        succeed(
            ReinCli.run(
                "attach",
                pid,
                "--policy",
                policy.toString(),
                "--dir",
                workbench.ledgers().toString()));
        assertThat(host.ask("go")).isEmpty();
        succeed(ReinCli.run("detach", pid, "--verify"));
        assertThat(ReinCli.view(workbench.ledgers()).of(host).usedByAccount("files.read"))
            .isEqualTo(READS);
        assertThat(host.ask("go")).isEmpty();
      }
      assertThat(host.end()).as(host.stderr()).isZero();
    }
  }

  /** A start from the cache does not load Byte Buddy, nor does one that names no method. */
  @ParameterizedTest
  @MethodSource("jdks")
  void wovenClassesAreKept(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy(POLICY);
    assertThat(loadsByteBuddy(jdk, workbench, "policy=" + policy)).isTrue();
    // The JVM numbers proxies; where Byte Buddy makes none of its own the program's are others.
    boolean unused = loadsByteBuddy(jdk, workbench, "policy=" + policy);
    assertThat(loadsByteBuddy(jdk, workbench, "policy=" + policy)).isFalse();
    assertThat(loadsByteBuddy(jdk, workbench, "mode=observe")).isFalse();
  }

  private boolean loadsByteBuddy(Jdk jdk, Workbench workbench, String arguments)
      throws IOException, InterruptedException {
    Path log = folder.resolve("loaded.txt");
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-Xlog:class+load:file=" + log)
            .agent(arguments + ",dir=" + workbench.ledgers() + ",cache=" + folder.resolve("woven"))
            .start(CrewHost.class, input(workbench))
            .awaitReady()) {
      assertThat(host.ask("go")).isEmpty();
      assertThat(host.end()).as(host.stderr()).isZero();
    }
    return Files.readString(log).contains("net.bytebuddy.ByteBuddy ");
  }

  /** Of platform and virtual threads, and of workers, whether they came by a hook or not. */
  @ParameterizedTest
  @MethodSource("jdks")
  void threadsAreFoundByWhomTheyWorkFor(Jdk jdk) throws IOException, InterruptedException {
    try (HostJvm host =
        HostCommand.on(jdk).rein(Workbench.in(folder).ledgers()).start(AtWorkHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText().lines())
          .containsExactly(
              "[red-thread, red-virtual, red-worker]",
              "3 [red-thread, red-virtual, red-worker]",
              "[blue-thread, blue-virtual, blue-worker]");
    }
  }

  private static void succeed(ReinCli.Result result) {
    assertThat(result.exitCode()).as(result.stderr()).isZero();
  }

  private static String input(Workbench workbench) {
    return workbench.folder().resolve("input.txt").toString();
  }

  private static Map<String, String> states(Workbench workbench)
      throws IOException, InterruptedException {
    ReinCli.Result result =
        ReinCli.run("view", "--coverage", "--json", "--dir", workbench.ledgers().toString());
    JsonObject document = JsonParser.parseString(result.stdout()).getAsJsonObject();
    JsonObject jvm = document.getAsJsonArray("jvms").get(0).getAsJsonObject();
    Map<String, String> states = new TreeMap<>();
    for (JsonElement area : jvm.getAsJsonArray("areas")) {
      for (JsonElement hook : area.getAsJsonObject().getAsJsonArray("hooks")) {
        JsonObject one = hook.getAsJsonObject();
        states.put(one.get("hook").getAsString(), one.get("state").getAsString());
      }
    }
    return states;
  }
}
