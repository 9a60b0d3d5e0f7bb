package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.it.host.StaffHost;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code rein serve} of the built jar, over a JVM that runs: who is let in, what is told, orders.
 */
class ServeIT {
  private static final String POLICY =
      """
      agents:
        coder:
          match: [{method: dev.rein.it.host.Staff$Coder.serve}]
          limits:
            files.read: {budget: 3, then: deny}
            http.requests: {rate: 50/1m}
        writer:
          match: [{method: dev.rein.it.host.Staff$Writer.serve}]
      rules:
        - {process: "true --of *", then: approve, cost: 3.06/h}
      """;

  @TempDir Path folder;
  private Workbench workbench;
  private Path file;

  @BeforeEach
  void layOut() throws IOException {
    workbench = Workbench.in(folder);
    file = Files.writeString(workbench.folder().resolve("a.txt"), "a");
  }

  private HostJvm staff() throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .rein(workbench.ledgers(), workbench.policy(POLICY))
        .start(StaffHost.class)
        .awaitReady();
  }

  private Steered refused(HostJvm host) throws IOException {
    Steered steered = new Steered(host, workbench.ledgers());
    for (int i = 0; i < 3; i++) {
      steered.does("coder read " + file, "coder ok");
    }
    steered.does("coder read " + file, "coder refused IOException");
    return steered;
  }

  private static void awaitTold(WebConsole console, String path, String text) {
    Await.that(text + " in " + path, () -> console.get(path).body().contains(text));
  }

  /** Counters come a tick after the event. */
  private static void awaitCounted(WebConsole console) {
    awaitTold(console, "/api/v1/agents", "\"denied\":1");
  }

  @Test
  void strangersAreToldNothingAndTheTokenIsItsOwnersAlone() throws Exception {
    try (HostJvm host = staff();
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      assertThat(host.isAlive()).isTrue();
      assertThat(console.address()).matches("http://127\\.0\\.0\\.1:\\d+/#token=[\\w-]{43}");
      Path token = workbench.ledgers().resolve("token");
      assertThat(Files.readString(token).strip()).isEqualTo(console.token());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
          .isEqualTo("rw-------");
      awaitTold(console, "/api/v1/jvms", "StaffHost");
      Set<String> answers = new TreeSet<>();
      for (String path : List.of("/api/v1/jvms", "/api/v1/nothing", "/metrics", "/x", "/token")) {
        for (String method : List.of("GET", "POST", "DELETE")) {
          for (String header : List.of("X: y", "Authorization: Bearer wrong")) {
            HttpResponse<String> answer = console.send(stranger(console, path, method, header));
            answers.add(answer.statusCode() + " " + answer.body());
          }
        }
      }
      assertThat(answers).containsExactly("401 {\"error\":\"a token is needed\"}");
      assertThat(console.stderr().lines()).hasSize(1).allMatch(line -> line.startsWith("rein: "));
    }
  }

  private static HttpRequest stranger(
      WebConsole console, String path, String method, String header) {
    String[] words = header.split(": ", 2);
    return HttpRequest.newBuilder(console.uri(path))
        .header(words[0], words[1])
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
  }

  @Test
  void whereThereIsNoLedgerTheAnswerIs503() throws Exception {
    try (WebConsole console = WebConsole.of(workbench.ledgers())) {
      for (String path :
          List.of("jvms", "summary", "agents", "models", "samples", "rate-limits", "events")) {
        assertThat(console.get("/api/v1/" + path).statusCode()).as(path).isEqualTo(503);
      }
      assertThat(console.post("/api/v1/jvms/1/accounts/jvm/pause", "{}").statusCode())
          .isEqualTo(503);
      assertThat(console.json("/api/v1/health").get("jvms").getAsInt()).isZero();
    }
  }

  @Test
  void everyDescribedRequestIsAnsweredAsItIsDescribed() throws Exception {
    try (HostJvm host = staff();
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      Steered steered = refused(host);
      host.say("writer run --of writer");
      awaitTold(console, "/api/v1/agents", "true --of writer");
      awaitTold(console, "/api/v1/events", "limit.denied");
      OpenApi described = OpenApi.parse(console.get(OpenApi.PATH).body());
      List<String> called = new ArrayList<>();
      for (OpenApi.Operation operation : described.operations()) {
        if (operation.method().equals("get") && !operation.path().endsWith("/stream")) {
          called.add(operation.path());
          described.check(operation, console.get(operation.path()));
          described.check(operation, console.get(operation.path() + "?nonsense=1"));
        }
      }
      assertThat(called).hasSize(10);
      String jvm = "/api/v1/jvms/" + host.pid();
      described.check(
          "/api/v1/jvms/{pid}/accounts/{id}/pause",
          console.post(jvm + "/accounts/writer/pause", "{}"));
      described.check(
          "/api/v1/jvms/{pid}/accounts/{id}/pause",
          console.post(jvm + "/accounts/nobody/pause", "{}"));
      described.check(
          "/api/v1/jvms/{pid}/accounts/{id}/resume",
          console.post(jvm + "/accounts/writer/resume", "[]"));
      described.check(
          "/api/v1/jvms/{pid}/approvals/{n}/deny", console.post(jvm + "/approvals/x/deny", ""));
      described.check(
          "/api/v1/jvms/{pid}/approvals/{n}/deny", console.post(jvm + "/approvals/999/deny", ""));
      described.check(
          "/api/v1/jvms/{pid}/approvals/{n}/approve",
          console.post("/api/v1/jvms/1/approvals/1/approve", ""));
      assertThat(steered.host().isAlive()).isTrue();
    }
  }

  @Test
  void tellsWhatIsUsedAndHowItGoes() throws Exception {
    try (HostJvm host = staff();
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      Steered unused = refused(host);
      String query = "/api/v1/samples?jvm=" + host.pid() + "&account=coder&resource=files.read";
      awaitCounted(console);
      awaitTold(console, query, "\"value\":3");
      String summary = console.json("/api/v1/summary").toString();
      assertThat(summary)
          .contains("\"account\":\"coder\",\"resource\":\"files.read\"")
          .containsPattern("\"current\":[0-9.]+,\"average\":[0-9.]+,\"peak\":[0-9.]+,\"used\":3");
      JsonObject all = console.json(query);
      JsonObject page = console.json(query + "&size=1&page=0");
      assertThat(page.getAsJsonArray("samples")).hasSize(1);
      assertThat(page.get("total")).isEqualTo(all.get("total"));
      assertThat(console.json("/api/v1/rate-limits").toString())
          .contains("rate/1m", "\"limit\":50");
      JsonElement coder = account(console, "coder");
      assertThat(coder.toString()).contains("\"phase\":\"intervention\"", "\"denied\":1");
      JsonObject health = console.json("/api/v1/health");
      assertThat(health.get("readable").getAsBoolean()).isTrue();
      assertThat(health.getAsJsonObject("phases").get("intervention").getAsInt()).isEqualTo(1);
      assertThat(health.get("paused").getAsInt()).isZero();
    }
  }

  private static JsonObject account(WebConsole console, String id) throws Exception {
    for (JsonElement jvm : console.json("/api/v1/agents").getAsJsonArray("jvms")) {
      for (JsonElement account : jvm.getAsJsonObject().getAsJsonArray("accounts")) {
        if (account.getAsJsonObject().get("id").getAsString().equals(id)) {
          return account.getAsJsonObject();
        }
      }
    }
    throw new AssertionError("no account " + id);
  }

  @Test
  void aRefusalComesByTheStreamAsItHappens() throws Exception {
    try (HostJvm host = staff();
        WebConsole console = WebConsole.of(workbench.ledgers());
        BufferedReader stream =
            new BufferedReader(new InputStreamReader(console.stream(), UTF_8))) {
      assertThat(stream.readLine()).isEqualTo("event: snapshot");
      Steered unused = refused(host);
      String line = stream.readLine();
      while (!line.contains("limit.denied")) {
        line = stream.readLine();
        assertThat(line).isNotNull();
      }
      assertThat(line).startsWith("data: {").contains("\"account\":\"coder\"", "files.read");
    }
  }

  @Test
  void aRunningProgramIsSteered() throws Exception {
    try (HostJvm host = staff();
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      Steered steered = new Steered(host, workbench.ledgers());
      steered.does("writer read " + file, "writer ok");
      awaitTold(console, "/api/v1/agents", "\"writer\"");
      String writer = "/api/v1/jvms/" + host.pid() + "/accounts/writer";
      assertThat(console.post(writer + "/pause", "{\"reason\":\"to look\"}").statusCode())
          .isEqualTo(200);
      steered.awaitPaused("writer");
      host.say("writer read " + file);
      Await.that(
          "health tells of it", () -> console.json("/api/v1/health").get("paused").getAsInt() == 1);
      assertThat(console.post(writer + "/resume", "").statusCode()).isEqualTo(200);
      assertThat(host.readLine()).isEqualTo("writer ok");
      assertThat(decide(console, host, "approve")).isEqualTo("writer ok");
      assertThat(decide(console, host, "deny")).isEqualTo("writer refused IOException");
      host.kill();
      Await.that("its end is seen", () -> console.post(writer + "/pause", "").statusCode() == 409);
    }
  }

  private static String decide(WebConsole console, HostJvm host, String verdict) throws Exception {
    host.say("writer run --of " + verdict);
    awaitTold(console, "/api/v1/agents", "true --of " + verdict);
    JsonObject jvm = console.json("/api/v1/agents").getAsJsonArray("jvms").get(0).getAsJsonObject();
    String number =
        jvm.getAsJsonArray("approvals").get(0).getAsJsonObject().get("number").getAsString();
    String path = "/api/v1/jvms/" + host.pid() + "/approvals/" + number + "/" + verdict;
    assertThat(console.post(path, "{}").statusCode()).isEqualTo(200);
    return host.readLine();
  }

  @Test
  void prometheusTakesTheMetrics() throws Exception {
    Assumptions.assumeTrue(
        MachineTool.find("promtool").isPresent(), "skipped, because there is no promtool");
    try (HostJvm host = staff();
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      Steered unused = refused(host);
      awaitCounted(console);
      String metrics = console.get("/metrics").body();
      assertThat(metrics)
          .contains("# TYPE agent_files_accessed histogram", "# TYPE agent_api_calls histogram")
          .contains("# TYPE agent_tokens_consumed histogram", "agents_paused_current 0.0")
          .contains("resource_exhaustion_warnings_total ", "resource_exhaustion_terminations_total")
          .contains("resource_exhaustion_interventions_total 1.0")
          .containsPattern("rein_denied_total\\{account=\"coder\".*} 1\\.0");
      String promtool = MachineTool.find("promtool").orElseThrow().toString();
      try (HostJvm check = HostJvm.fork(List.of(promtool, "check", "metrics"))) {
        check.say(metrics);
        check.closeStdin();
        assertThat(check.awaitExit()).as(check.stderr()).isZero();
        assertThat(check.stderr() + check.stdoutText()).isEmpty();
      }
    }
  }

  @Test
  void whatIsWrongWithTheCommandIsSaidInOneLine() throws Exception {
    Path dir = workbench.ledgers();
    try (WebConsole console = WebConsole.of(dir)) {
      String port = "" + console.uri("/").getPort();
      assertFails("it is taken; --port names another", "--dir", "" + dir, "--port", port);
    }
    assertFails("no address of this machine", "--dir", "" + dir, "--host", "192.0.2.1");
    assertFails("there is no address", "--dir", "" + dir, "--host", "no such host");
    assertFails("it is not a folder", "--dir", "" + file);
    Path token = Files.writeString(folder.resolve("bad-token"), "short");
    assertFails("holds no token", "--dir", "" + dir, "--token-file", "" + token);
    Files.writeString(token, "x".repeat(43));
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertFails("chmod 600", "--dir", "" + dir, "--token-file", "" + token);
  }

  private static void assertFails(String reason, String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("serve"));
    line.addAll(List.of(options));
    ReinCli.Result result = ReinCli.run(line.toArray(String[]::new));
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).startsWith("rein: ").contains(reason).hasLineCount(1);
  }
}
