package dev.rein.agent;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads the status off an HTTP client's answer. */
final class HttpAnswers {
  private HttpAnswers() {}

  /** How a request ended. */
  enum Outcome {
    OK,
    ERROR,
    RATE_LIMITED
  }

  /**
   * Judges an answer.
   *
   * @param answer the client's response object, or null when there is none
   * @param happened false when the request failed
   */
  static Outcome outcome(@Nullable Object answer, boolean happened) {
    if (answer instanceof HttpURLConnection connection) {
      return ofConnection(connection, happened);
    }
    return answer == null ? ofStatus(0, false, happened) : Responses.outcome(answer, happened);
  }

  private static Outcome ofConnection(HttpURLConnection connection, boolean happened) {
    try {
      // Both have been read from the answer by now; neither goes to the network again.
      int status = connection.getResponseCode();
      boolean retryAfter = status == 503 && connection.getHeaderField("Retry-After") != null;
      return ofStatus(status, retryAfter, happened || status >= 400);
    } catch (IOException noAnswer) {
      return Outcome.ERROR;
    }
  }

  private static Outcome ofStatus(int status, boolean retryAfter, boolean happened) {
    if (!happened) {
      return Outcome.ERROR;
    }
    if (status == 429 || (status == 503 && retryAfter)) {
      return Outcome.RATE_LIMITED;
    }
    return status >= 400 ? Outcome.ERROR : Outcome.OK;
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Responses {
    static Outcome outcome(Object answer, boolean happened) {
      return answer instanceof HttpResponse<?> response
          ? ofStatus(
              response.statusCode(),
              response.headers().firstValue("Retry-After").isPresent(),
              happened)
          : ofStatus(0, false, happened);
    }
  }
}
