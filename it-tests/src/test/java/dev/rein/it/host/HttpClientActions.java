package dev.rein.it.host;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** HTTP through {@code java.net.http}. */
final class HttpClientActions {
  private static final String TYPE = "jdk.internal.net.http.HttpClientImpl.";
  private static final String REQUEST = "java.net.http.HttpRequest";
  private static final String HANDLER = "java.net.http.HttpResponse$BodyHandler";
  private static final String PUSH = "java.net.http.HttpResponse$PushPromiseHandler";

  private HttpClientActions() {}

  private static HttpRequest request(Work work, String path) {
    return HttpRequest.newBuilder(URI.create(work.server() + path)).build();
  }

  private static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
  }

  private static void sendExpecting(Work work, String path, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client().send(request(work, path), BodyHandlers.ofString());
    Expect.that(answer.statusCode() == status);
  }

  private static void sendAsyncExpecting(Work work, String path, int status)
      throws InterruptedException, ExecutionException {
    CompletableFuture<HttpResponse<String>> answer =
        client().sendAsync(request(work, path), BodyHandlers.ofString());
    Expect.that(answer.get().statusCode() == status);
  }

  @Action(
      hooks = TYPE + "send(" + REQUEST + "," + HANDLER + ")",
      charges = "http.requests",
      refusal = IOException.class)
  static void send(Work work) throws IOException, InterruptedException {
    sendExpecting(work, "ok", 200);
  }

  /** The client follows by itself: one request of the program. */
  @Action(charges = "http.requests", refusal = IOException.class)
  static void sendAndFollow(Work work) throws IOException, InterruptedException {
    sendExpecting(work, "moved", 200);
  }

  @Action(charges = "http.requests http.errors", refusal = IOException.class)
  static void sendInVain(Work work) throws IOException, InterruptedException {
    sendExpecting(work, "missing", 404);
  }

  @Action(charges = "http.requests http.errors http.rate_limited", refusal = IOException.class)
  static void sendTooOften(Work work) throws IOException, InterruptedException {
    sendExpecting(work, "too-often", 429);
  }

  @Action(charges = "http.requests http.errors http.rate_limited", refusal = IOException.class)
  static void sendToBusyServer(Work work) throws IOException, InterruptedException {
    sendExpecting(work, "busy", 503);
  }

  /** Nobody listens at port 1. */
  @Action(charges = "http.requests http.errors", refusal = IOException.class)
  static void sendToNobody(Work work) throws IOException, InterruptedException {
    try {
      client()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/" + work.call())).build(),
              BodyHandlers.discarding());
    } catch (ConnectException expected) {
      return;
    }
    Expect.that(false);
  }

  @Action(
      hooks = TYPE + "sendAsync(" + REQUEST + "," + HANDLER + "," + PUSH + ")",
      charges = "http.requests",
      refusal = ExecutionException.class)
  static void sendAsync(Work work) throws InterruptedException, ExecutionException {
    sendAsyncExpecting(work, "ok", 200);
  }

  @Action(
      charges = "http.requests http.errors http.rate_limited",
      refusal = ExecutionException.class)
  static void sendAsyncTooOften(Work work) throws InterruptedException, ExecutionException {
    sendAsyncExpecting(work, "too-often", 429);
  }
}
