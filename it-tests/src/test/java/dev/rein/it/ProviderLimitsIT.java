package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rein.it.host.TwoCallsHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that asks for patience, and secrets that pass by Rein and stay nowhere. */
class ProviderLimitsIT {
  private static final String KEY = "sk-KEY-5d41402abc";
  private static final String PROMPT = "the-prompt-that-nobody-may-read";
  private static final String ANSWER = "the-answer-that-nobody-may-read";
  private static final String HEADER = "header-value-that-nobody-may-read";

  @TempDir Path folder;
  private final List<Long> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(System.nanoTime());
    exchange.getRequestBody().readAllBytes();
    boolean first = asked.size() == 1;
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("x-secret", HEADER);
    exchange.getResponseHeaders().set("x-ratelimit-limit-requests", "100");
    exchange.getResponseHeaders().set("x-ratelimit-remaining-requests", first ? "0" : "99");
    exchange.getResponseHeaders().set("x-ratelimit-reset-requests", "1s");
    if (first) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    byte[] body =
        (first
                ? "{\"error\":{\"message\":\"" + ANSWER + "\"}}"
                : "{\"model\":\"two\",\"choices\":[{\"message\":{\"content\":\""
                    + ANSWER
                    + "\"}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}")
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(first ? 429 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Path run(String policy) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("rein.yaml"), policy);
    Path dir = folder.resolve("ledgers");
    try (HostJvm host =
        HostCommand.on(Jdk.ofThisBuild())
            .rein(dir, file)
            .start(
                TwoCallsHost.class,
                "http://127.0.0.1:" + server.getAddress().getPort(),
                KEY,
                PROMPT)
            .awaitReady()) {
      assertThat(host.readUntil("done")).containsExactly("status 429", "status 200");
      assertThat(host.end()).isZero();
    }
    return dir;
  }

  @Test
  void theNextCallWaitsAsLongAsTheProviderAsksFor() throws IOException, InterruptedException {
    Path dir = run("limits: {llm.retry_after: {above: 0ms, then: throttle}}");

    // By the server's clock; the answer itself was on its way for a moment before that.
    assertThat(asked.get(1) - asked.get(0)).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
    Events events = ReinCli.events(dir);
    assertThat(events.ofType("limit.throttled"))
        .anyMatch(event -> resource(event).equals("llm.retry_after"));
    assertThat(events.ofType("model.called")).hasSize(2);
    assertThat(events.ofType("http.rate_limited")).hasSize(1);
    assertThat(events.ofType("model.window_low")).isNotEmpty();
  }

  private static String resource(JsonObject event) {
    return event.get("resource").getAsString();
  }

  @Test
  void noSecretIsInTheLedgerOrInALog() throws IOException, InterruptedException {
    Path dir = run("limits: {}");

    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), UTF_8))
            .as(file.toString())
            .doesNotContain(KEY)
            .doesNotContain(PROMPT)
            .doesNotContain(ANSWER)
            .doesNotContain(HEADER);
      }
    }
  }
}
