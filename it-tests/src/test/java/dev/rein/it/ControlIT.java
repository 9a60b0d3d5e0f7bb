package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.rein.it.host.AgentsHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents of a running program are steered from other processes while others run on. */
class ControlIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void oneAgentIsPausedWhileAnotherRunsOn(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "mode: enforce\n")) {
      does(host, "coder read", "coder ok");
      ok(workbench, "pause", host, "coder", "--reason", "too busy");
      host.say("coder read");
      does(host, "writer read", "writer ok");
      assertThat(ok(workbench, "resume", host).stderr()).contains("resumed coder");
      assertThat(host.readLine()).isEqualTo("coder ok");

      ok(workbench, "pause", host);
      host.say("coder read");
      host.say("writer read");
      ok(workbench, "resume", host);
      assertThat(List.of(host.readLine(), host.readLine()))
          .containsExactlyInAnyOrder("coder ok", "writer ok");
      assertThat(host.end()).isZero();
      assertThat(ReinCli.events(workbench.ledgers()).all())
          .as("who, what and why is in the ledger")
          .anySatisfy(
              event ->
                  assertThat(event.toString()).contains("coder", "pause", "too busy", "(pid "));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void oneAgentIsTerminatedWhileAnotherRunsOn(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "mode: enforce\n")) {
      does(host, "coder read", "coder ok");
      ok(workbench, "terminate", host, "coder");
      does(host, "coder read", "coder refused");
      does(host, "writer read", "writer ok");
      ReinCli.Result unknown = rein(workbench, "pause", host, "codre");
      assertThat(unknown.exitCode()).isEqualTo(1);
      assertThat(unknown.stderr()).hasLineCount(1).contains("codre");
      assertThat(host.end()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aLimitIsRaised(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "limits:\n  files.read: {budget: 2, then: deny}\n")) {
      does(host, "coder read", "coder ok");
      does(host, "writer read", "writer ok");
      does(host, "coder read", "coder refused");
      ok(workbench, "limit", host, "jvm", "files.read", "3");
      does(host, "coder read", "coder ok");
      does(host, "coder read", "coder refused");
      ReinCli.Result none = rein(workbench, "limit", host, "jvm", "http.requests", "3");
      assertThat(none.exitCode()).as("a limit that is not there").isEqualTo(1);
      assertThat(host.end()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aPersonSaysYesAndNo(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        start(jdk, workbench, "rules:\n  - process: \"true --of *\"\n    then: approve\n")) {
      host.say("coder spawn");
      host.say("writer spawn");
      Await.that("both wait", () -> waiting(workbench, host).size() == 2);
      for (var call : waiting(workbench, host)) {
        String account = call.getAsJsonObject().get("account").getAsString();
        String number = call.getAsJsonObject().get("number").getAsString();
        assertThat(call.getAsJsonObject().get("target").getAsString()).contains(account);
        ok(workbench, account.equals("coder") ? "approve" : "deny", host, number);
        assertThat(host.readLine())
            .isEqualTo(account + (account.equals("coder") ? " ok" : " refused"));
      }
      host.say("coder spawn");
      Await.that("it waits", () -> !waiting(workbench, host).isEmpty());
      ok(workbench, "approve", host, "--all");
      assertThat(host.readLine()).isEqualTo("coder ok");
      assertThat(host.end()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nobodyElseCanConnectAndNothingIsLeft(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "mode: enforce\n")) {
      does(host, "coder read", "coder ok");
      ok(workbench, "deliver", host, "coder", "code_commit", "half of it", "--artifact", "a1b2c3");
      Path socket = Path.of(ReinCli.view(workbench.ledgers()).of(host).folder(), "control.sock");
      Path real = socket.toRealPath();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real.getParent())))
          .isEqualTo("rwx------");

      ReinCli.Result detached = ReinCli.run("detach", Long.toString(host.pid()), "--verify");
      assertThat(detached.exitCode()).as(detached.stderr() + detached.stdout()).isZero();
      assertThat(socket).doesNotExist();
      assertThat(real).doesNotExist();
      assertThat(rein(workbench, "pause", host).exitCode()).isEqualTo(3);
      host.kill();
      ReinCli.Result ended = rein(workbench, "pause", host);
      assertThat(ended.exitCode()).isEqualTo(3);
      assertThat(ended.stderr()).hasLineCount(1).contains("has ended");
      assertThat(ReinCli.events(workbench.ledgers()).all())
          .anySatisfy(
              event ->
                  assertThat(event.toString()).contains("code_commit", "half of it", "a1b2c3"));
    }
  }

  private static HostJvm start(Jdk jdk, Workbench workbench, String policy) throws IOException {
    return HostCommand.on(jdk)
        .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
        .rein(workbench.ledgers(), workbench.policy(policy))
        .start(AgentsHost.class, workbench.folder().resolve("input.txt").toString())
        .awaitReady();
  }

  private static void does(HostJvm host, String task, String outcome) throws IOException {
    host.say(task);
    assertThat(host.readLine()).isEqualTo(outcome);
  }

  private static JsonArray waiting(Workbench workbench, HostJvm host)
      throws IOException, InterruptedException {
    String json = ok(workbench, "approve", host, "--json").stdout();
    return JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("approvals");
  }

  private static ReinCli.Result ok(
      Workbench workbench, String command, HostJvm host, String... arguments)
      throws IOException, InterruptedException {
    ReinCli.Result result = rein(workbench, command, host, arguments);
    assertThat(result.exitCode()).as(command + ": " + result.stderr()).isZero();
    return result;
  }

  private static ReinCli.Result rein(
      Workbench workbench, String command, HostJvm host, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(command);
    line.add(Long.toString(host.pid()));
    line.addAll(List.of(arguments));
    line.addAll(List.of("--dir", workbench.ledgers().toString()));
    return ReinCli.run(line.toArray(String[]::new));
  }
}
