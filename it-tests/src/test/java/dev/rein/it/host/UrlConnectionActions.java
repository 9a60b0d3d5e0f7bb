package dev.rein.it.host;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/** HTTP through {@code HttpURLConnection}. */
final class UrlConnectionActions {
  private static final String TYPE = "sun.net.www.protocol.http.HttpURLConnection.";

  private UrlConnectionActions() {}

  private static HttpURLConnection connection(Work work, String path) throws IOException {
    return (HttpURLConnection) URI.create(work.server() + path).toURL().openConnection();
  }

  @Action(hooks = TYPE + "getInputStream()", charges = "http.requests", refusal = IOException.class)
  static void get(Work work) throws IOException {
    HttpURLConnection connection = connection(work, "ok");
    try (InputStream body = connection.getInputStream()) {
      Expect.that(body.readAllBytes().length == 2);
    }
    Expect.that(connection.getInputStream() != null);
    Expect.that(connection.getResponseCode() == 200);
  }

  @Action(charges = "http.requests", refusal = IOException.class)
  static void getContentOfUrl(Work work) throws IOException {
    try (InputStream body = URI.create(work.server() + "ok").toURL().openStream()) {
      Expect.that(body.readAllBytes().length == 2);
    }
  }

  @Action(hooks = TYPE + "connect()", charges = "http.requests", refusal = IOException.class)
  static void connectAndGet(Work work) throws IOException {
    HttpURLConnection connection = connection(work, "ok");
    connection.connect();
    connection.connect();
    Expect.that(connection.getResponseCode() == 200);
  }

  @Action(
      hooks = TYPE + "getOutputStream()",
      charges = "http.requests",
      refusal = IOException.class)
  static void post(Work work) throws IOException {
    HttpURLConnection connection = connection(work, "ok");
    connection.setDoOutput(true);
    try (OutputStream body = connection.getOutputStream()) {
      body.write(Work.bytes());
    }
    Expect.that(connection.getResponseCode() == 200);
  }

  /** The client follows by itself: one request of the program. */
  @Action(charges = "http.requests", refusal = IOException.class)
  static void getAndFollow(Work work) throws IOException {
    Expect.that(connection(work, "moved").getResponseCode() == 200);
  }

  @Action(charges = "http.requests http.errors", refusal = IOException.class)
  static void getInVain(Work work) throws IOException {
    HttpURLConnection connection = connection(work, "missing");
    Expect.that(connection.getResponseCode() == 404);
    try {
      connection.getInputStream().close();
    } catch (FileNotFoundException expected) {
      Expect.that(connection.getErrorStream() != null);
      return;
    }
    Expect.that(false);
  }

  @Action(charges = "http.requests http.errors http.rate_limited", refusal = IOException.class)
  static void getTooOften(Work work) throws IOException {
    Expect.that(connection(work, "too-often").getResponseCode() == 429);
  }
}
