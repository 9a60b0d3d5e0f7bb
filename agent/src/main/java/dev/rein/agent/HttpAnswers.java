package dev.rein.agent;

import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Reads status and {@code Retry-After} off an HTTP client's answer. */
final class HttpAnswers {
  private static final String RETRY_AFTER = "Retry-After";
  private static final String JETTY_RESULT = "org.eclipse.jetty.client.";

  private HttpAnswers() {}

  /**
   * Reads an answer.
   *
   * @param answer the client's response object, or null when there is none
   * @param happened false when the request failed
   */
  static HttpAnswer read(@Nullable Object answer, boolean happened) {
    boolean isConnection = answer instanceof HttpURLConnection;
    if (!happened && !isConnection) {
      return HttpAnswer.FAILED;
    }
    AnswerHead head = answer == null ? null : AnswerHead.of(answer);
    if (head != null) {
      return new HttpAnswer(head.status(), head.header().apply(RETRY_AFTER));
    }
    return isConnection || isFailedResult(answer) ? HttpAnswer.FAILED : HttpAnswer.UNKNOWN;
  }

  /** Jetty's way to say that there is no answer. */
  private static boolean isFailedResult(@Nullable Object answer) {
    if (answer == null) {
      return false;
    }
    LibraryObject result = LibraryObject.of(answer);
    return result.is(JETTY_RESULT + "Result") || result.is(JETTY_RESULT + "api.Result");
  }
}
