package dev.rein.agent;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP client's answer.
 *
 * @param header gives a header by its name, whatever its case, or null
 */
record AnswerHead(int status, Function<String, @Nullable String> header) {
  private static final int FIRST_SUCCESS = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;

  /**
   * Reads one.
   *
   * @param answer the client's response object
   * @return null when it has no head, or one of a kind that is not known
   */
  static @Nullable AnswerHead of(Object answer) {
    return answer instanceof HttpURLConnection connection
        ? ofConnection(connection)
        : Responses.of(answer);
  }

  /** Whether another answer follows this one. */
  boolean isInterim() {
    return status < FIRST_SUCCESS;
  }

  /** False for a redirect, and for what a proxy or a server says before the answer. */
  boolean isAnswer() {
    return status >= FIRST_ERROR
        || (status >= FIRST_SUCCESS && status < FIRST_REDIRECT && hasBody());
  }

  /** A proxy's answer to CONNECT has none. */
  private boolean hasBody() {
    return header.apply("content-type") != null
        || header.apply("content-length") != null
        || header.apply("transfer-encoding") != null;
  }

  private static @Nullable AnswerHead ofConnection(HttpURLConnection connection) {
    try {
      // Has been read from the answer by now, as the headers have; none goes to the network again.
      int status = connection.getResponseCode();
      return status < 0 ? null : new AnswerHead(status, connection::getHeaderField);
    } catch (IOException noAnswer) {
      return null;
    }
  }

  private static @Nullable AnswerHead ofLibrary(Object answer) {
    LibraryObject response = LibraryObject.of(answer);
    if (response.is("okhttp3.Response")) {
      return head(response.number("code"), response, "header");
    } else if (response.is("org.apache.http.HttpResponse")) {
      int status = response.at("getStatusLine").number("getStatusCode");
      return new AnswerHead(status, name -> firstHeader(response, name));
    } else if (response.is("org.apache.hc.core5.http.HttpResponse")) {
      return new AnswerHead(response.number("getCode"), name -> firstHeader(response, name));
    } else if (response.is("io.netty.handler.codec.http.HttpResponse")) {
      // Netty 4.0 calls it getStatus.
      LibraryObject status = response.at(response.has("status") ? "status" : "getStatus");
      return head(status.number("code"), response.at("headers"), "get");
    } else if (response.is("io.netty.handler.codec.http2.Http2HeadersFrame")) {
      return ofFrame(response.at("headers"));
    } else if (response.is("reactor.netty.http.client.HttpClientResponse")) {
      return head(response.at("status").number("code"), response.at("responseHeaders"), "get");
    } else if (isJetty(response, "Result")) {
      return response.holds("isFailed") ? null : ofLibrary(response.at("getResponse").target());
    } else if (isJetty(response, "Response")) {
      return head(response.number("getStatus"), response.at("getHeaders"), "get");
    }
    return null;
  }

  /** HTTP/2 has its headers' names in lower case; those that come after the body have no status. */
  private static @Nullable AnswerHead ofFrame(LibraryObject headers) {
    String status = text(headers.call("status"));
    return status == null
        ? null
        : new AnswerHead(
            Integer.parseInt(status),
            name -> text(headers.tell("get", name.toLowerCase(Locale.ROOT))));
  }

  private static AnswerHead head(int status, LibraryObject headers, String get) {
    return new AnswerHead(status, name -> text(headers.call(get, name)));
  }

  /** Jetty 12 has the types in another package than those before. */
  private static boolean isJetty(LibraryObject object, String type) {
    return object.is("org.eclipse.jetty.client." + type)
        || object.is("org.eclipse.jetty.client.api." + type);
  }

  private static @Nullable String firstHeader(LibraryObject response, String name) {
    Object header = response.call("getFirstHeader", name);
    return header == null ? null : text(LibraryObject.of(header).call("getValue"));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Responses {
    static @Nullable AnswerHead of(Object answer) {
      return answer instanceof HttpResponse<?> response
          ? new AnswerHead(
              response.statusCode(), name -> response.headers().firstValue(name).orElse(null))
          : ofLibrary(answer);
    }
  }
}
