package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.it.host.AuditHost;
import dev.rein.it.host.HelloHost;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The audit log of programs in JVMs of their own. */
class AuditLogIT {
  private static final String POLICY =
      """
      agents:
        coder:
          limits:
            files.read: {budget: 2, warn: 50%, then: warn}
      rules:
        - {read: "**/secret*", then: deny}
      """;

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyKindOfEventIsInIt(Jdk jdk) throws IOException, InterruptedException {
    Path log = folder.resolve("audit").resolve("audit.jsonl");
    Workbench workbench = Workbench.in(folder);
    try (ProgramServer server = ProgramServer.start();
        HostJvm host = start(jdk, workbench, "audit=" + log, server.url())) {
      host.ask("work");
      sendGarbage(Path.of(ReinCli.view(workbench.ledgers()).of(host).folder()));
      assertThat(host.end()).as(host.stderr()).isZero();
      assertThat(host.stderr()).doesNotContain("audit");

      List<JsonObject> lines = lines(log);
      assertThat(texts(lines, "category"))
          .contains("lifecycle", "resource", "limit", "process", "rate-limit", "security");
      assertThat(texts(lines, "type"))
          .contains(
              "started",
              "agent.started",
              "limit.warned",
              "limit.denied",
              "process.started",
              "process.ended",
              "http.rate_limited",
              "control.refused",
              "delivered",
              "agent.ended",
              "stopped");
      assertThat(text(lines.get(0), "type")).isEqualTo("started");
      assertThat(text(lines.get(lines.size() - 1), "type")).isEqualTo("stopped");
      assertJobs(jdk, lines);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
          .isEqualTo("rw-------");
      List<JsonObject> events = ReinCli.events(workbench.ledgers()).ofType("limit.denied");
      assertThat(events).isNotEmpty();
      for (JsonObject event : events) {
        assertThat(lines)
            .anyMatch(
                line ->
                    text(line, "message").equals(text(event, "message"))
                        && text(line, "job").equals(text(event, "job"))
                        && text(line, "tenant").equals(text(event, "tenant")));
      }
    }
  }

  /** They follow the work to wherever it is done. */
  private static void assertJobs(Jdk jdk, List<JsonObject> lines) {
    assertThat(jobOf(lines, "secret-of-pool")).isEqualTo("coder acme build-42");
    assertThat(jobOf(lines, "secret-of-thread")).isEqualTo("coder acme build-42/step");
    if (jdk.feature() >= 21) {
      assertThat(jobOf(lines, "secret-of-virtual")).isEqualTo("coder acme build-42");
    }
    assertThat(jobOf(lines, "secret-of-other")).isEqualTo("jvm other build-43");
    assertThat(jobOf(lines, "secret-of-nobody")).isEqualTo("jvm null null");
    for (String type :
        List.of("agent.started", "agent.ended", "process.started", "process.ended", "delivered")) {
      assertThat(ofType(lines, type)).as(type).isNotEmpty();
      assertThat(ofType(lines, type)).as(type).allMatch(l -> text(l, "job").equals("build-42"));
    }
    assertThat(ofType(lines, "http.rate_limited"))
        .hasSize(2)
        .allMatch(line -> text(line, "job").equals("build-42"));
    assertThat(Stream.of("agent.ended", "process.ended", "stopped"))
        .allMatch(type -> ofType(lines, type).get(0).get("duration").getAsLong() >= 0);
  }

  private static String jobOf(List<JsonObject> lines, String target) {
    JsonObject line =
        ofType(lines, "limit.denied").stream()
            .filter(one -> text(one, "message").endsWith(target))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nothing about " + target + ": " + lines));
    assertThat(text(line, "category")).isEqualTo("security");
    return text(line, "agent") + " " + text(line, "tenant") + " " + text(line, "job");
  }

  private static void sendGarbage(Path ledger) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(ledger.resolve("control.sock")))) {
      channel.write(ByteBuffer.wrap("\u001b[2J rubbish\n".getBytes(UTF_8)));
      assertThat(channel.read(ByteBuffer.allocate(1_000))).isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatHadAnEffectSurvivesAKill(Jdk jdk) throws IOException, InterruptedException {
    Path log = folder.resolve("audit").resolve("audit.jsonl");
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(jdk, workbench, "audit=" + log + ",audit-size=64KB", "")) {
      host.say("refuse 10000000");
      for (int i = 0; i < 300; i++) {
        assertThat(host.readLine()).startsWith("secret-");
      }
      host.kill();
      List<String> refused =
          host.stdoutText().lines().filter(line -> line.matches("secret-\\d+\\.txt")).toList();
      List<String> told = new ArrayList<>();
      try (Stream<Path> files = Files.list(log.getParent())) {
        for (Path file : files.filter(one -> !one.toString().endsWith(".lock")).toList()) {
          // The last line may be cut; nobody has been told of what is in it.
          Files.readAllLines(file).stream()
              .filter(line -> line.endsWith("}}"))
              .map(line -> JsonParser.parseString(line).getAsJsonObject())
              .forEach(line -> told.add(text(line, "message")));
        }
      }
      Set<String> targets =
          told.stream().map(m -> m.substring(m.lastIndexOf('/') + 1)).collect(Collectors.toSet());
      // The last line that the program has said may be cut.
      assertThat(targets).containsAll(refused.subList(0, refused.size() - 1));
    }
  }

  @Test
  void anotherJvmWithTheSameFileSaysSoAndTakesItOverAfterwards()
      throws IOException, InterruptedException {
    Path log = folder.resolve("audit").resolve("audit.jsonl");
    Workbench workbench = Workbench.in(folder);
    String options = "audit=" + log + ",audit-delay=1s";
    try (HostJvm first = start(Jdk.ofThisBuild(), workbench, options, "")) {
      Await.that("written", () -> Files.exists(log) && Files.size(log) > 0);
      try (HostJvm second = start(Jdk.ofThisBuild(), workbench, options, "")) {
        assertThat(second.ask("refuse 2")).containsExactly("secret-0.txt", "secret-1.txt");
        Await.that("said", () -> second.stderr().contains("another process writes it"));
        assertThat(lines(log)).noneMatch(line -> line.toString().contains("secret"));
        assertThat(first.end()).isZero();
        Await.that("goes on", () -> second.stderr().contains("is written again"));
        assertThat(second.end()).isZero();
        assertThat(second.stderr().lines()).as(second.stderr()).hasSize(2);
        assertThat(ofType(lines(log), "limit.denied")).hasSize(2);
        assertThat(ofType(lines(log), "stopped")).hasSize(2);
      }
    }
  }

  @Test
  void eachJvmMayHaveAFileOfItsOwn() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    String options = "audit=" + folder.resolve("audit").resolve("audit-%p.jsonl");
    try (HostJvm first = start(Jdk.ofThisBuild(), workbench, options, "");
        HostJvm second = start(Jdk.ofThisBuild(), workbench, options, "")) {
      assertThat(first.end()).isZero();
      assertThat(second.end()).isZero();
      for (HostJvm host : List.of(first, second)) {
        Path log = folder.resolve("audit").resolve("audit-" + host.pid() + ".jsonl");
        assertThat(ofType(lines(log), "started")).hasSize(1);
        assertThat(host.stderr()).isEmpty();
      }
    }
  }

  @Test
  void oneThatCannotBeWrittenIsOneLine() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host = start(Jdk.ofThisBuild(), workbench, "audit=/proc/no/audit.jsonl", "")) {
      assertThat(host.ask("refuse 3")).hasSize(3);
      assertThat(host.end()).isZero();
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr()).startsWith("rein: the audit log /proc/no/audit.jsonl cannot be");
    }
  }

  @Test
  void anAmountThatMakesNoSenseIsOneLine() throws IOException, InterruptedException {
    String options = "dir=" + folder + ",audit=" + folder.resolve("a") + ",audit-size=many";
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild()).agent(options).start(HelloHost.class, "7")) {
      assertThat(host.awaitExit()).isEqualTo(7);
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr()).contains("rein.audit-size is 'many'", "such as 64KB or 100MB");
    }
  }

  @Test
  void aFullDiskIsOneLineAndItGoesOnWhenThereIsRoom() throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (SmallDisk disk = SmallDisk.tmpfs(folder, 1)) {
      Path log = Path.of(disk.file("audit")).resolve("audit.jsonl");
      String options = "audit=" + log + ",audit-delay=1s";
      try (HostJvm host = start(Jdk.ofThisBuild(), workbench, options, "")) {
        Await.that("written", () -> Files.exists(log) && Files.size(log) > 0);
        Path large = fill(disk);
        assertThat(host.ask("refuse 100")).hasSize(100);
        Await.that("said", () -> host.stderr().contains("cannot be written"));
        Files.delete(large);
        Await.that("goes on", () -> host.stderr().contains("is written again"));
        assertThat(host.end()).isZero();
        assertThat(host.stderr().lines()).as(host.stderr()).hasSize(2);
        assertThat(ofType(lines(log), "limit.denied")).hasSize(100);
      }
    }
  }

  private static Path fill(SmallDisk disk) throws IOException {
    Path large = Path.of(disk.file("large"));
    try (var out = Files.newOutputStream(large)) {
      for (int i = 0; i < 2_000; i++) {
        out.write(new byte[1_024]);
      }
    } catch (IOException full) {
      return large;
    }
    throw new AssertionError("the disk is not full");
  }

  @Test
  void anAttachIsToldOf() throws IOException, InterruptedException {
    Path log = folder.resolve("audit").resolve("audit.jsonl");
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .jvmOptions(
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:+EnableDynamicAgentLoading",
                "-Drein.audit=" + log)
            .classPath(List.of(Path.of("../bootstrap/target/classes").toAbsolutePath()))
            .start(AuditHost.class, workbench.toString(), "")
            .awaitReady()) {
      ReinCli.Result attached =
          ReinCli.run("attach", Long.toString(host.pid()), "--dir", workbench.ledgers().toString());
      assertThat(attached.exitCode()).as(attached.stderr()).isZero();
      assertThat(host.end()).isZero();
      assertThat(texts(lines(log), "type")).contains("started", "attached", "stopped");
    }
  }

  @Test
  void aDetachEndsItInGoodOrder() throws IOException, InterruptedException {
    Path log = folder.resolve("audit").resolve("audit.jsonl");
    Workbench workbench = Workbench.in(folder);
    try (ProgramServer server = ProgramServer.start();
        HostJvm host = start(Jdk.ofThisBuild(), workbench, "audit=" + log, server.url())) {
      ReinCli.Result detached = ReinCli.run("detach", Long.toString(host.pid()), "--verify");
      assertThat(detached.exitCode()).as(detached.stderr() + detached.stdout()).isZero();
      assertThat(ofType(lines(log), "stopped")).hasSize(1);
      host.ask("work");
      assertThat(host.end()).isZero();
    }
  }

  private static HostJvm start(Jdk jdk, Workbench workbench, String options, String url)
      throws IOException {
    return HostCommand.on(jdk)
        .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
        .rein(workbench.ledgers(), workbench.policy(POLICY), options)
        .start(AuditHost.class, workbench.toString(), url)
        .awaitReady();
  }

  /** Each line is one JSON object, whatever has happened to the process. */
  private static List<JsonObject> lines(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static List<JsonObject> ofType(List<JsonObject> lines, String type) {
    return lines.stream().filter(line -> text(line, "type").equals(type)).toList();
  }

  private static Set<String> texts(List<JsonObject> lines, String field) {
    return lines.stream().map(line -> text(line, field)).collect(Collectors.toSet());
  }

  private static String text(JsonObject line, String field) {
    JsonElement value = line.get(field);
    return value.isJsonNull() ? "null" : value.getAsString();
  }
}
