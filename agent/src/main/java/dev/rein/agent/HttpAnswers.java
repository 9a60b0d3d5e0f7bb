package dev.rein.agent;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads status and {@code Retry-After} off an HTTP client's answer. */
final class HttpAnswers {
  private static final String RETRY_AFTER = "Retry-After";

  private HttpAnswers() {}

  /**
   * Reads an answer.
   *
   * @param answer the client's response object, or null when there is none
   * @param happened false when the request failed
   */
  static HttpAnswer read(@Nullable Object answer, boolean happened) {
    if (answer instanceof HttpURLConnection connection) {
      return ofConnection(connection);
    }
    if (!happened) {
      return HttpAnswer.FAILED;
    }
    return answer == null ? HttpAnswer.UNKNOWN : Responses.read(answer);
  }

  private static HttpAnswer ofConnection(HttpURLConnection connection) {
    try {
      // Both have been read from the answer by now; neither goes to the network again.
      int status = connection.getResponseCode();
      return status < 0
          ? HttpAnswer.FAILED
          : new HttpAnswer(status, connection.getHeaderField(RETRY_AFTER));
    } catch (IOException noAnswer) {
      return HttpAnswer.FAILED;
    }
  }

  private static HttpAnswer ofLibrary(Object answer) {
    LibraryObject response = LibraryObject.of(answer);
    if (response.is("okhttp3.Response")) {
      return answer(response.number("code"), response.call("header", RETRY_AFTER));
    } else if (response.is("org.apache.http.HttpResponse")) {
      return answer(response.at("getStatusLine").number("getStatusCode"), firstHeader(response));
    } else if (response.is("org.apache.hc.core5.http.HttpResponse")) {
      return answer(response.number("getCode"), firstHeader(response));
    } else if (response.is("io.netty.handler.codec.http.HttpResponse")) {
      // Netty 4.0 calls it getStatus.
      LibraryObject status = response.at(response.has("status") ? "status" : "getStatus");
      return answer(status.number("code"), response.at("headers").call("get", RETRY_AFTER));
    } else if (response.is("reactor.netty.http.client.HttpClientResponse")) {
      Object retryAfter = response.at("responseHeaders").call("get", RETRY_AFTER);
      return answer(response.at("status").number("code"), retryAfter);
    } else if (isJetty(response, "Result")) {
      return Boolean.TRUE.equals(response.call("isFailed"))
          ? HttpAnswer.FAILED
          : ofLibrary(response.at("getResponse").target());
    } else if (isJetty(response, "Response")) {
      Object retryAfter = response.at("getHeaders").call("get", RETRY_AFTER);
      return answer(response.number("getStatus"), retryAfter);
    }
    return HttpAnswer.UNKNOWN;
  }

  /** Jetty 12 has the types in another package than those before. */
  private static boolean isJetty(LibraryObject object, String type) {
    return object.is("org.eclipse.jetty.client." + type)
        || object.is("org.eclipse.jetty.client.api." + type);
  }

  private static @Nullable Object firstHeader(LibraryObject response) {
    Object header = response.call("getFirstHeader", RETRY_AFTER);
    return header == null ? null : LibraryObject.of(header).call("getValue");
  }

  private static HttpAnswer answer(int status, @Nullable Object retryAfter) {
    return new HttpAnswer(status, retryAfter == null ? null : retryAfter.toString());
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Responses {
    static HttpAnswer read(Object answer) {
      return answer instanceof HttpResponse<?> response
          ? new HttpAnswer(
              response.statusCode(), response.headers().firstValue(RETRY_AFTER).orElse(null))
          : ofLibrary(answer);
    }
  }
}
