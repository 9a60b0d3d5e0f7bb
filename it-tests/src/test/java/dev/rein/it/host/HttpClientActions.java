package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocket.Listener;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
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

  /** The handshake is the request; what follows on the connection is none. */
  @Action(charges = "http.requests", refusal = ExecutionException.class)
  static void openWebSocket(Work work)
      throws IOException, InterruptedException, ExecutionException, GeneralSecurityException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("ws://127.0.0.1:" + server.getLocalPort() + "/" + work.call());
      CompletableFuture<WebSocket> opening =
          HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, new Listener() {});
      if (!opening.isCompletedExceptionally()) {
        try (Socket accepted = server.accept()) {
          shakeHands(accepted);
          opening.get().abort();
        }
      }
      WebSocket unused = opening.get();
    }
  }

  /** As RFC 6455 has it. */
  private static void shakeHands(Socket accepted) throws IOException, GeneralSecurityException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(accepted.getInputStream(), US_ASCII));
    String key = "";
    for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
      if (line.startsWith("Sec-WebSocket-Key: ")) {
        key = line.substring("Sec-WebSocket-Key: ".length());
      }
    }
    String both = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    byte[] hash = MessageDigest.getInstance("SHA-1").digest(both.getBytes(US_ASCII));
    String answer =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + Base64.getEncoder().encodeToString(hash)
            + "\r\n\r\n";
    accepted.getOutputStream().write(answer.getBytes(US_ASCII));
  }
}
