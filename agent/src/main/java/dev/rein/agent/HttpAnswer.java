package dev.rein.agent;

import org.jspecify.annotations.Nullable;

/**
 * How an HTTP request ended.
 *
 * @param status of the answer; 0 when the request succeeded and the status is not known, below zero
 *     when there was no answer
 * @param retryAfter what the answer's {@code Retry-After} says, or null
 */
record HttpAnswer(int status, @Nullable String retryAfter) {
  static final HttpAnswer FAILED = new HttpAnswer(-1, null);
  static final HttpAnswer UNKNOWN = new HttpAnswer(0, null);

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  boolean isError() {
    return status < 0 || status >= 400;
  }

  boolean isRateLimited() {
    return status == TOO_MANY_REQUESTS || (status == UNAVAILABLE && retryAfter != null);
  }

  /** Whether another answer follows this one. */
  boolean isInterim() {
    return status >= 100 && status < 200 && status != SWITCHING_PROTOCOLS;
  }
}
