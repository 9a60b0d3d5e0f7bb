package dev.rein.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real client and a real server: what the host gets, and what the call sees. */
@Timeout(30)
final class ObservingHandlerTest {
  private static final String QUESTION =
      "{\"model\":\"gpt-4o-mini\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private static final String ANSWER =
      "{\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"message\":{\"content\":\"hello\"}}],"
          + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":8}}}";

  private final RecordedSettlement settled = new RecordedSettlement();
  private final HttpClient client = HttpClient.newHttpClient();
  private final CompletableFuture<Void> mayEnd = new CompletableFuture<>();
  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, ANSWER.length());
          exchange.getResponseBody().write(ANSWER.getBytes(UTF_8));
          exchange.close();
        });
    server.createContext(
        "/stuck/v1/chat/completions",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write(
              "data: {\"choices\":[{\"delta\":{\"content\":\"twelve bytes\"}}]}\n\n"
                  .getBytes(UTF_8));
          out.flush();
          mayEnd.join();
          exchange.close();
        });
    server.setExecutor(task -> new Thread(task, "server").start());
    server.start();
  }

  @AfterEach
  void stop() {
    mayEnd.complete(null);
    server.stop(0);
  }

  private HttpRequest request(String path) {
    int port = server.getAddress().getPort();
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .POST(BodyPublishers.ofString(QUESTION))
        .build();
  }

  @SuppressWarnings("unchecked")
  private <T> BodyHandler<T> observed(BodyHandler<T> host, HttpRequest request) {
    return (BodyHandler<T>) ObservingHandler.around(host, settled.call(request));
  }

  @Test
  void whatIsAskedForIsReadBeforeItGoesOut() {
    HttpRequest request = request("/v1/chat/completions");
    OutgoingRequest read = Objects.requireNonNull(OutgoingRequests.of(request));

    assertThat(read.method()).isEqualTo("POST");
    assertThat(UTF_8.decode(Objects.requireNonNull(read.body())).toString()).isEqualTo(QUESTION);
    assertThat(read.bodyLength()).isEqualTo(QUESTION.length());
  }

  @Test
  void theHostGetsTheAnswerAndTheCallItsUsage() throws Exception {
    HttpRequest request = request("/v1/chat/completions");
    HttpResponse<String> answer = client.send(request, observed(BodyHandlers.ofString(), request));

    assertThat(answer.body()).isEqualTo(ANSWER);
    assertThat(settled.status()).isEqualTo(200);
    assertThat(settled.usage().model()).isEqualTo("gpt-4o-mini-2024-07-18");
    assertThat(settled.usage().input()).isEqualTo(12);
    assertThat(settled.usage().output()).isEqualTo(3);
    assertThat(settled.usage().cached()).isEqualTo(8);
    assertThat(settled.usage().estimated()).isFalse();
  }

  @Test
  void aStreamThatTheHostClosesIsOver() throws Exception {
    HttpRequest request = request("/stuck/v1/chat/completions");
    HttpResponse<InputStream> answer =
        client
            .sendAsync(request, observed(BodyHandlers.ofInputStream(), request))
            .get(20, TimeUnit.SECONDS);
    try (InputStream body = answer.body()) {
      assertThat(body.read()).isEqualTo('d');
      assertThat(settled.times()).isZero();
    }

    assertThat(settled.times()).isEqualTo(1);
    assertThat(settled.usage().estimated()).isTrue();
    assertThat(settled.usage().output()).isEqualTo(3);
  }

  @Test
  void aHandlerThatThrowsDoesSoAsWithout() {
    HttpRequest request = request("/v1/chat/completions");
    BodyHandler<String> broken =
        info -> {
          throw new IllegalStateException("the host's own");
        };

    assertThatThrownBy(() -> client.send(request, observed(broken, request)))
        .hasStackTraceContaining("the host's own");
  }
}
