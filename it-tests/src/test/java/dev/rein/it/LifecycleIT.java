package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.rein.it.host.LeavingHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents start and do not stop, told at the ends and cleaned where the policy says so. */
class LifecycleIT {
  private static final String ALL =
      "child brief file old-file folder deleted on-exit handle thread virtual slot closed-slot";

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatAnAgentLeavesOpenIsToldAtTheEndOfItsWork(Jdk jdk)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "{}")) {
      List<String> output = host.ask("coder " + ALL);
      Await.that("told", () -> left(host).size() >= 7);
      List<JsonObject> left = left(host);
      boolean virtual = !output.contains("no virtual threads");
      assertThat(left.stream().map(event -> detail(event, "kind")))
          .containsExactlyInAnyOrderElementsOf(
              virtual
                  ? List.of(
                      "process",
                      "temp file",
                      "temp file",
                      "temp file",
                      "temp file",
                      "file",
                      "thread",
                      "thread",
                      "slot")
                  : List.of(
                      "process",
                      "temp file",
                      "temp file",
                      "temp file",
                      "temp file",
                      "file",
                      "thread",
                      "slot"));
      assertThat(left)
          .allMatch(event -> event.get("account").getAsString().equals("coder"))
          .allMatch(event -> event.get("severity").getAsString().equals("warning"));
      assertThat(left)
          .filteredOn(event -> detail(event, "kind").equals("process"))
          .allMatch(event -> detail(event, "name").equals("sleep 100"))
          .allMatch(event -> detail(event, "thread").equals("main"))
          .allMatch(event -> detail(event, "where").startsWith(LeavingHost.class.getName()));
      assertThat(host.end()).as(host.stderr()).isZero();
      assertThat(host.stderr()).isEmpty();
    } finally {
      stopChildren();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void trackedResourcesAreClosedInReverseOrderAndEachFailureIsTold(Jdk jdk)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "{}")) {
      assertThat(host.ask("coder tracked"))
          .containsExactly(
              "first second third true", "closes third", "closes second", "closes first");
      assertThat(host.end()).as(host.stderr()).isZero();
    }
    List<JsonObject> failed = ReinCli.events(folder.resolve("ledgers")).ofType("lifecycle.failed");
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).get("message").getAsString()).contains("a pool", "it is stuck");
  }

  /** A folder that holds too much and a child that is deaf keep nothing else from being cleaned. */
  @ParameterizedTest
  @MethodSource("jdks")
  void thePolicyHasItCleanedAndAFailureStopsNothing(Jdk jdk)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    String policy =
        """
        lifecycle:
          clean: [processes, temp-files]
          grace: 300ms
          long-lived:
            - thread: pool-*
            - temp-file: '**/*.old'
        """;
    try (HostJvm host = start(jdk, workbench, policy)) {
      List<String> made = host.ask("coder huge deaf child file folder old-file pool");
      Await.that("cleaned", () -> events("lifecycle.cleaned").size() == 4);
      List<String> failed =
          events("lifecycle.failed").stream().map(e -> e.get("message").getAsString()).toList();
      assertThat(failed).hasSize(2);
      assertThat(failed).anyMatch(message -> message.contains("more than 10000 files"));
      assertThat(failed).anyMatch(message -> message.contains("did not end within 300 ms"));
      assertThat(Path.of(made.get(0))).exists();
      assertThat(Path.of(made.get(1))).doesNotExist();
      assertThat(Path.of(made.get(2))).doesNotExist();
      assertThat(Path.of(made.get(3))).exists();
      assertThat(left(host)).noneMatch(event -> detail(event, "kind").equals("thread"));
      assertThat(host.end()).as(host.stderr()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit", "fail", "end"})
  void atTheEndOfTheJvmAllIsToldAndCleaned(String how) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    String policy = "agents:\n  coder:\n    lifecycle: {clean: [processes, temp-files]}\n";
    Path file;
    try (HostJvm host = start(Jdk.ofThisBuild(), workbench, policy)) {
      file = Path.of(host.ask("coder file child thread slot").get(0));
      if (how.equals("end")) {
        assertThat(host.end()).as(host.stderr()).isZero();
      } else {
        host.say(how);
        assertThat(host.awaitExit()).isEqualTo(how.equals("exit") ? 3 : 1);
      }
    }
    assertThat(file).doesNotExist();
    assertThat(events("lifecycle.cleaned")).hasSize(2);
    assertThat(events("lifecycle.left_open"))
        .extracting(event -> detail(event, "kind"))
        .contains("thread", "slot", "process", "temp file");
  }

  /** Nothing can be told at the end, so what was open a second before is told while it is. */
  @ParameterizedTest
  @ValueSource(strings = {"halt", "kill"})
  void afterAKillTheAuditTellsWhatWasOpen(String how) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(Jdk.ofThisBuild(), workbench, "{}")) {
      Path file = Path.of(host.ask("coder file child").get(0));
      Await.that("told", () -> left(host).size() == 2);
      if (how.equals("halt")) {
        host.say("halt");
        assertThat(host.awaitExit()).isEqualTo(4);
      } else {
        host.kill();
      }
      AuditDocument audit = AuditDocument.of(workbench.ledgers());
      assertThat(audit.jvm(host).get("state").getAsString()).isEqualTo("killed");
      JsonObject process = audit.open(host, "coder", "process").get(0);
      assertThat(process.get("now").getAsString()).isEqualTo("running");
      assertThat(process.get("command").getAsString())
          .isEqualTo("kill " + process.get("id").getAsLong());
      JsonObject temp = audit.open(host, "coder", "temp file").get(0);
      assertThat(temp.get("name").getAsString()).isEqualTo(file.toString());
      assertThat(temp.get("now").getAsString()).isEqualTo("exists");
      assertThat(audit.cleanable())
          .anyMatch(one -> one.get("what").getAsString().contains("been killed"));
      assertThat(ProcessHandle.of(process.get("id").getAsLong()).map(ProcessHandle::destroy))
          .contains(true);
      assertThat(Files.exists(file)).isTrue();
    }
  }

  @Test
  void theAuditOfALiveJvmTellsWhatIsOpenAndHowLongItsLedgerIs()
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(Jdk.ofThisBuild(), workbench, "{}")) {
      List<String> unused = host.ask("coder child");
      Await.that(
          "told",
          () -> !AuditDocument.of(workbench.ledgers()).open(host, "coder", "process").isEmpty());
      AuditDocument audit = AuditDocument.of(workbench.ledgers());
      assertThat(audit.jvm(host).get("ledgerBytes").getAsLong()).isPositive();
      assertThat(audit.jvm(host).get("upMillis").getAsLong()).isPositive();
      String text =
          String.join("\n", WarmCli.run("audit", "--dir", workbench.ledgers().toString()));
      assertThat(text).contains("running", "coder:", "sleep 100", "started at", "kill ");
      String csv =
          String.join("\n", WarmCli.run("audit", "--csv", "--dir", workbench.ledgers().toString()));
      assertThat(csv).startsWith("pid,main,state,account,kind").contains("sleep 100");
      assertThat(
              String.join(
                  "\n", WarmCli.run("view", "--once", "--dir", workbench.ledgers().toString())))
          .contains("left open: 1 child");
      assertThat(host.end()).as(host.stderr()).isZero();
    } finally {
      stopChildren();
    }
  }

  private HostJvm start(Jdk jdk, Workbench workbench, String policy) throws IOException {
    return HostCommand.on(jdk)
        .rein(workbench.ledgers(), workbench.policy(policy))
        .jvmOptions("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temp")))
        .start(LeavingHost.class)
        .awaitReady();
  }

  /** What a test has left, so that nothing outlives it. */
  private void stopChildren() throws IOException {
    for (JsonObject event : events("lifecycle.left_open")) {
      if (detail(event, "kind").equals("process")) {
        ProcessHandle.of(event.getAsJsonObject("details").get("id").getAsLong())
            .ifPresent(ProcessHandle::destroy);
      }
    }
  }

  private List<JsonObject> left(HostJvm host) throws IOException {
    return host.pid() > 0 ? events("lifecycle.left_open") : List.of();
  }

  private List<JsonObject> events(String type) throws IOException {
    return ReinCli.events(folder.resolve("ledgers")).ofType(type);
  }

  private static String detail(JsonObject event, String name) {
    return event.getAsJsonObject("details").get(name).getAsString();
  }
}
