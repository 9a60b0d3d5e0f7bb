package dev.rein.it.demo.model;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Answers {@code POST /v1/chat/completions}, whole or as server-sent events. */
final class ChatEndpoint implements HttpHandler {
  /** Between two chunks of a stream, so that a person sees it come. */
  private static final int CHUNK_PAUSE_MILLIS = 8;

  private final ScriptedModel model;
  private final int latencyMillis;
  private final int rateLimitEvery;
  private final AtomicLong requests = new AtomicLong();

  ChatEndpoint(ScriptedModel model, int latencyMillis, int rateLimitEvery) {
    this.model = model;
    this.latencyMillis = latencyMillis;
    this.rateLimitEvery = rateLimitEvery;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long number = requests.incrementAndGet();
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (rateLimitEvery > 0 && number % rateLimitEvery == 0) {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, 429, error("rate_limit_exceeded", "Too many requests, try again."));
        return;
      }
      ChatRequest request;
      try {
        request = ChatRequest.of(JsonParser.parseString(body).getAsJsonObject());
      } catch (RuntimeException e) {
        send(exchange, 400, error("invalid_request_error", "Not a chat request: " + e));
        return;
      }
      pause(latencyMillis);
      Completion completion = new Completion(number, request, model.answer(request));
      if (request.stream()) {
        stream(exchange, completion);
      } else {
        send(exchange, 200, completion.document());
      }
    }
  }

  private static void stream(HttpExchange exchange, Completion completion) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (JsonObject chunk : completion.chunks()) {
      event(out, chunk.toString());
      pause(CHUNK_PAUSE_MILLIS);
    }
    event(out, "[DONE]");
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static void send(HttpExchange exchange, int status, JsonObject document)
      throws IOException {
    byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static JsonObject error(String type, String message) {
    JsonObject error = new JsonObject();
    error.addProperty("type", type);
    error.addProperty("message", message);
    JsonObject document = new JsonObject();
    document.add("error", error);
    return document;
  }

  private static void pause(int millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while answering");
    }
  }
}
