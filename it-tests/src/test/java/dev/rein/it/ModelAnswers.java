package dev.rein.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A model on loopback that speaks the chat-completions protocol, each way at a path of its own. */
final class ModelAnswers implements AutoCloseable {
  private static final String MODEL = "gpt-4o-mini-2024-07-18";
  private static final int EVENTS = 400;

  private final ExecutorService executor = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  private ModelAnswers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on("/plain/", exchange -> send(exchange, document(11, 7)));
    on(
        "/gzip/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(exchange, zipped(document(21, 9)));
        });
    on("/stream/", exchange -> stream(exchange, 20));
    on("/early/", exchange -> stream(exchange, EVENTS));
    on(
        "/limited/",
        exchange -> {
          exchange.getResponseHeaders().set("Retry-After", "1");
          byte[] body = bytes("{\"error\": {\"message\": \"too many\"}}");
          exchange.sendResponseHeaders(429, body.length);
          exchange.getResponseBody().write(body);
        });
    server.setExecutor(executor);
    server.start();
  }

  static ModelAnswers start() throws IOException {
    return new ModelAnswers();
  }

  /** With a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Answers a request that has been read. */
  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void on(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            answer.to(exchange);
          }
        });
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  /** Goes on until its reader has gone, if there are many. */
  private static void stream(HttpExchange exchange, int events) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < events; i++) {
      String text = "word ".repeat(events == EVENTS ? 2_000 : 3);
      event(
          out,
          "{\"object\": \"chat.completion.chunk\", \"model\": \""
              + MODEL
              + "\", \"choices\": [{\"index\": 0, \"delta\": {\"content\": \""
              + text
              + "\"}}]}");
    }
    event(out, "{\"model\": \"" + MODEL + "\", \"choices\": [], \"usage\": " + usage(31, 5) + "}");
    event(out, "[DONE]");
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(bytes("data: " + data + "\n\n"));
    out.flush();
  }

  private static byte[] document(int input, int output) {
    return bytes(
        "{\"id\": \"c-1\", \"object\": \"chat.completion\", \"model\": \""
            + MODEL
            + "\", \"choices\": [{\"index\": 0, \"finish_reason\": \"stop\", \"message\": "
            + "{\"role\": \"assistant\", \"content\": \""
            + "Something. ".repeat(50)
            + "\"}}], \"usage\": "
            + usage(input, output)
            + "}");
  }

  private static String usage(int input, int output) {
    return "{\"prompt_tokens\": %d, \"completion_tokens\": %d, \"total_tokens\": %d}"
        .formatted(input, output, input + output);
  }

  private static byte[] zipped(byte[] content) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(content);
    }
    return zipped.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
