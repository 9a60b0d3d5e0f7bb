package dev.rein.agent.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an answer tell of the provider's rate limits.
 *
 * @param retryAfterMillis how long to wait before the next try; -1 when not told
 */
public record RateHeaders(
    @Nullable Window requests, @Nullable Window tokens, long retryAfterMillis) {

  /**
   * What is left of one limit; -1 stands for what is not told.
   *
   * @param resetMillis in how many milliseconds all of it is there again
   */
  public record Window(long limit, long remaining, long resetMillis) {}

  /**
   * Reads all headers that are known. What is no number or date counts as not told.
   *
   * @param header the answer's headers by name in lower case
   * @param nowMillis the time, since 1970
   */
  public static RateHeaders read(Function<String, @Nullable String> header, long nowMillis) {
    return new RateHeaders(null, null, -1);
  }

  /** Whether nothing was told. */
  public boolean isEmpty() {
    return requests == null && tokens == null && retryAfterMillis < 0;
  }
}
