package dev.rein.agent.view.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import dev.rein.agent.ledger.ModelEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebServerTest {
  private static final Instant STARTED = Instant.parse("2026-11-21T03:03:34.123Z");
  private static final long AT = STARTED.toEpochMilli();
  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final long PID = ProcessHandle.current().pid();
  private static final String HOSTILE = "<script>\"\\\n\u202e\u001b[31m" + "x".repeat(500);

  @TempDir private Path dir;
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private final List<LedgerWriter> atEnd = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private LedgerWatch watch;
  private WebServer server;
  private AccessToken token;

  @BeforeEach
  void start() throws Exception {
    watch = new LedgerWatch(dir, Clock.systemUTC(), line -> {});
    token = AccessToken.of(dir.resolve("token"));
    server =
        WebServer.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            token,
            watch,
            new Recorded());
  }

  @AfterEach
  void stop() {
    server.close();
    watch.close();
    atEnd.forEach(writer -> assertThat(writer.close("exit", PLENTY)).isTrue());
  }

  private final class Recorded implements Steering {
    @Override
    public void pause(Path ledger, String account, String reason) {
      orders.add("pause " + account + " " + reason);
    }

    @Override
    public void resume(Path ledger, String account) {
      orders.add("resume " + account);
    }

    @Override
    public void decide(Path ledger, long call, boolean approved) throws RefusedOrder {
      throw new RefusedOrder("no call " + call + " waits", true);
    }
  }

  private void fill() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    LedgerMeta meta =
        new LedgerMeta(PID, self.info().startInstant().orElse(null), HOSTILE, "0.1.0", STARTED);
    LedgerFolder folder = LedgerFolder.create(dir, meta);
    LedgerWriter writer = LedgerWriter.start(() -> folder, s -> {}, l -> {}, Thread::new);
    writer.offer(new LedgerEntry.AccountOpened(AT, 0, "jvm", null));
    writer.offer(new LedgerEntry.AccountOpened(AT, 1, "lead/coder", "jvm"));
    writer.offer(new LedgerEntry.AccountOpened(AT, 2, HOSTILE, "jvm"));
    writer.offer(new LedgerEntry.LimitSet(AT, 1, "files.accessed", "budget", 50, 40, "pause"));
    writer.offer(new LedgerEntry.Counters(AT, 1, List.of(new Delta("files.accessed", 40, 0, 0))));
    writer.offer(
        new LedgerEntry.Counters(AT + 5_000, 2, List.of(new Delta("files.accessed", 3, 0, 0))));
    writer.offer(new LedgerEntry.RateLimited(AT, 1, "https://api.example.com", 429, "30"));
    writer.offer(new LedgerEntry.PhaseChanged(AT, 1, "normal", "warning", "files.accessed"));
    writer.offer(called(1, "gpt-4o-mini", 200, 420_000_000));
    writer.offer(called(1, "gpt-4o-mini", 500, -1));
    writer.offer(called(2, HOSTILE, 200, 1));
    writer.offer(new ModelEntry.ToolCalled(AT, 2, HOSTILE, false, 3));
    writer.offer(new ModelEntry.RateWindow(AT, 1, "https://api.openai.com", "tokens", 500, 7, -1));
    writer.offer(new ModelEntry.RateWindow(AT, 2, HOSTILE, HOSTILE, -1, -1, -1));
    assertThat(writer.offerAndAwait(new LedgerEntry.Notice(AT, "info", HOSTILE), PLENTY)).isTrue();
    // Closed only at the end: a JVM that has ended cannot be steered.
    atEnd.add(writer);
    watch.look();
  }

  private static ModelEntry.ModelCalled called(int account, String model, int status, long cost) {
    long tokens = status == 200 ? 1_000 : 0;
    return new ModelEntry.ModelCalled(
        AT,
        account,
        "openai",
        model,
        status,
        tokens,
        tokens / 10,
        tokens / 2,
        0,
        cost,
        5,
        true,
        false);
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
        .header("Authorization", "Bearer " + token.text());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(to(path).build(), HttpResponse.BodyHandlers.ofString());
  }

  private JsonObject json(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private String raw(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void withoutTheTokenNothingIsToldButTheEmptyPage() throws Exception {
    fill();
    for (String header : List.of("Bearer x", "Basic " + token.text(), "Bearer ")) {
      HttpRequest request =
          HttpRequest.newBuilder(to("/api/v1/jvms").build().uri())
              .header("Authorization", header)
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("coder", token.text());
    }
    HttpResponse<String> page =
        client.send(
            HttpRequest.newBuilder(to("/").build().uri()).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
    assertThat(get("/uplot.js").statusCode()).isEqualTo(200);
    assertThat(get("/rein.js").body()).doesNotContain("innerHTML");
  }

  @Test
  void everyDocumentIsJsonWhateverTheNamesAre() throws Exception {
    fill();
    for (String path :
        List.of("jvms", "summary", "agents", "models", "rate-limits", "events", "health")) {
      assertThat(get("/api/v1/" + path).body()).doesNotContain("\u202e", "\u001b", "\n");
      json("/api/v1/" + path);
    }
    assertThat(json("/api/v1/agents").toString()).contains("<script>", "lead/coder");
    assertThat(json("/api/v1/rate-limits").toString()).contains("api.example.com");
    assertThat(json("/api/v1/health").getAsJsonArray("problems")).isEmpty();
    JsonObject samples = json("/api/v1/samples?account=lead%2Fcoder&size=1");
    assertThat(samples.getAsJsonArray("samples")).hasSize(1);
    assertThat(json("/api/v1/events?after=99999999").getAsJsonArray("events")).isEmpty();
  }

  @Test
  void modelsHaveADocumentOfTheirOwn() throws Exception {
    fill();
    JsonObject jvm = json("/api/v1/models").getAsJsonArray("jvms").get(0).getAsJsonObject();
    JsonObject whole = jvm.getAsJsonArray("accounts").get(0).getAsJsonObject();

    assertThat(whole.get("account").getAsString()).isEqualTo("jvm");
    assertThat(whole.getAsJsonObject("money").get("cost").getAsString())
        .isEqualTo("0.000420000001");
    assertThat(whole.getAsJsonObject("money").get("calls").getAsInt()).isEqualTo(3);
    assertThat(whole.getAsJsonArray("models")).hasSize(2);
    assertThat(jvm.getAsJsonArray("windows")).hasSize(2);
    // Two calls of models that were answered, and one of a tool.
    assertThat(jvm.getAsJsonArray("calls")).hasSize(3);
    assertThat(json("/api/v1/events").toString())
        .contains("failed with 500", "model.window_low")
        .doesNotContain("tool.called");
    JsonObject agents = json("/api/v1/agents").getAsJsonArray("jvms").get(0).getAsJsonObject();
    assertThat(agents.getAsJsonArray("accounts").get(1).getAsJsonObject().getAsJsonObject("money"))
        .satisfies(money -> assertThat(money.get("text").getAsString()).isEqualTo("$0.00042"));
    assertThat(json("/api/v1/rate-limits").toString()).contains("\"remaining\":7");
  }

  @Test
  void documentsWithModelsAreAsTheyAreDescribed() throws Exception {
    fill();
    JsonObject description = json("/api/v1/openapi.json");
    for (String path : List.of("/api/v1/models", "/api/v1/agents", "/api/v1/rate-limits")) {
      JsonObject schema =
          description
              .getAsJsonObject("paths")
              .getAsJsonObject(path)
              .getAsJsonObject("get")
              .getAsJsonObject("responses")
              .getAsJsonObject("200")
              .getAsJsonObject("content")
              .getAsJsonObject("application/json")
              .getAsJsonObject("schema");
      schema.add("components", description.get("components"));
      Schema checked =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(schema.toString());
      String body = get(path).body();
      assertThat(body).contains("api.openai.com");
      assertThat(checked.validate(body, InputFormat.JSON)).as(path).isEmpty();
    }
  }

  @Test
  void mistakesAreSaid() throws Exception {
    assertThat(get("/api/v1/jvms").statusCode()).isEqualTo(503);
    fill();
    assertThat(get("/api/v1/nothing").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/samples?page=-1").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/samples?pgae=1").body()).contains("page, size");
    HttpResponse<String> wrong = get("/api/v1/jvms/1/accounts/jvm/pause");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).contains("POST");
  }

  @Test
  void theServerIsCalledByItsOwnNameAndTakesNoLargeBody() throws Exception {
    String start = "GET /api/v1/jvms HTTP/1.1\r\nHost: ";
    assertThat(raw(start + "evil.example:7346\r\n\r\n")).isEqualTo("HTTP/1.1 403");
    assertThat(raw(start + "localhost\r\n\r\n")).isEqualTo("HTTP/1.1 401");
    assertThat(raw(start + "localhost\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"))
        .isEqualTo("HTTP/1.1 431");
    assertThat(
            raw(start.replace("GET", "POST") + "localhost\r\nContent-Length: 1000000000\r\n\r\n"))
        .isEqualTo("HTTP/1.1 413");
  }

  @Test
  void aPostFromAnotherSitesFormIsNoOrder() throws Exception {
    fill();
    String path = "/api/v1/jvms/" + PID + "/accounts/lead%2Fcoder/pause";
    HttpRequest form =
        to(path)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    assertThat(client.send(form, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    assertThat(orders).isEmpty();
    HttpRequest order =
        to(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"reason\":\"why\"}"))
            .build();
    HttpResponse<String> done = client.send(order, HttpResponse.BodyHandlers.ofString());
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    assertThat(orders).containsExactly("pause lead/coder why");
  }

  @Test
  void metricsAreTextAndOpenMetricsWithSafeLabels() throws Exception {
    fill();
    String text = get("/metrics").body();
    assertThat(text)
        .contains("agents_paused_current 0.0", "resource_exhaustion_warnings_total 1.0")
        .contains("# TYPE agent_files_accessed histogram")
        .contains(
            "account=\"lead/coder\",gen_ai_provider_name=\"openai\","
                + "gen_ai_response_model=\"gpt-4o-mini\",main=")
        .containsPattern("gen_ai_client_inference_usage_input_tokens_total\\{.*} 1000.0")
        .containsPattern("gen_ai_client_inference_usage_cache_read_input_tokens_total\\{.*} 500.0")
        .containsPattern("rein_model_cost_usd_total\\{account=\"lead/coder\".*} 4.2E-4")
        .doesNotContain("rein_model_cost_usd_total{account=\"jvm\"")
        .containsPattern("rein_model_calls_total\\{.*status=\"failed\"} 1.0")
        .containsPattern("rein_provider_remaining\\{account=\"lead/coder\".*kind=\"tokens\".*} 7.0")
        .doesNotContain("\u202e", "\u001b");
    HttpResponse<String> open =
        client.send(
            to("/metrics").header("Accept", "application/openmetrics-text").build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void theDescriptionHasEveryRouteAndNoOther() throws Exception {
    JsonObject paths = json("/api/v1/openapi.json").getAsJsonObject("paths");
    List<String> described = new ArrayList<>();
    paths
        .entrySet()
        .forEach(
            path ->
                path.getValue()
                    .getAsJsonObject()
                    .keySet()
                    .forEach(method -> described.add(method + " " + path.getKey())));
    List<String> own = new ArrayList<>();
    new Api(watch::snapshot, new Recorded())
        .routes()
        .forEach(
            route ->
                own.add(route.method().toLowerCase(java.util.Locale.ROOT) + " " + route.path()));
    own.addAll(List.of("get /api/v1/openapi.json", "get /api/v1/stream", "get /metrics"));
    assertThat(described).containsExactlyInAnyOrderElementsOf(own);
  }

  @Test
  void theTokenIsItsOwnersAloneAndStaysTheSame() throws Exception {
    Path file = dir.resolve("token");
    assertThat(token.text()).hasSize(43);
    assertThat(AccessToken.of(file).text()).isEqualTo(token.text());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> AccessToken.of(file)).hasMessageContaining("chmod 600");
  }

  @Test
  void aTakenPortIsSaidInOneLine() {
    assertThatThrownBy(
            () ->
                WebServer.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                    token,
                    watch,
                    new Recorded()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("taken")
        .message()
        .hasLineCount(1);
  }
}
