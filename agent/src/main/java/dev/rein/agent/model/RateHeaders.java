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
  public record Window(long limit, long remaining, long resetMillis) {
    private double part() {
      return limit > 0 && remaining >= 0 ? (double) remaining / limit : 1;
    }
  }

  /**
   * Reads all headers that are known. What is no number or date counts as not told.
   *
   * @param header the answer's headers by name in lower case
   * @param nowMillis the time, since 1970
   */
  public static RateHeaders read(Function<String, @Nullable String> header, long nowMillis) {
    Source source = new Source(header, nowMillis);
    Window requests = source.window("x-ratelimit-%-requests");
    requests = requests != null ? requests : source.window("anthropic-ratelimit-requests-%");
    requests = requests != null ? requests : source.window("x-ratelimit-%-req-minute");
    requests = requests != null ? requests : source.window("ratelimit-%");
    requests = requests != null ? requests : source.window("x-ratelimit-%");
    requests = requests != null ? requests : source.structured();
    Window tokens = source.window("x-ratelimit-%-tokens");
    tokens = tokens != null ? tokens : source.window("anthropic-ratelimit-tokens-%");
    tokens = tokens != null ? tokens : source.window("x-ratelimit-%-tokens-minute");
    if (tokens == null) {
      tokens =
          tighter(
              source.window("anthropic-ratelimit-input-tokens-%"),
              source.window("anthropic-ratelimit-output-tokens-%"));
    }
    return new RateHeaders(requests, tokens, source.retryAfter());
  }

  /** The one of which less is left, by its own measure. */
  private static @Nullable Window tighter(@Nullable Window one, @Nullable Window other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.part() < one.part() ? other : one;
  }

  /** Whether nothing was told. */
  public boolean isEmpty() {
    return requests == null && tokens == null && retryAfterMillis < 0;
  }

  /** The headers of one answer, and when it came. */
  private record Source(Function<String, @Nullable String> header, long nowMillis) {
    private static final long MOST = 1_000_000_000_000L;
    private static final int MAX_LENGTH = 200;

    @Nullable Window window(String names) {
      long limit = number(header.apply(names.replace("%", "limit")));
      long remaining = number(header.apply(names.replace("%", "remaining")));
      if (limit < 0 && remaining < 0) {
        return null;
      }
      return new Window(limit, remaining, moment(header.apply(names.replace("%", "reset"))));
    }

    /**
     * Later drafts of IETF's have one header with parameters, and another for the limit: {@code
     * ratelimit: "burst";r=50;t=30} and {@code ratelimit-policy: "burst";q=100;w=60}.
     */
    @Nullable Window structured() {
      String left = header.apply("ratelimit");
      if (left == null) {
        return null;
      }
      String policy = header.apply("ratelimit-policy");
      long limit = Math.max(parameter(left, "limit"), parameter(policy, "q"));
      long remaining = Math.max(parameter(left, "remaining"), parameter(left, "r"));
      long seconds = Math.max(parameter(left, "reset"), parameter(left, "t"));
      if (limit < 0 && remaining < 0) {
        return null;
      }
      return new Window(
          limit, remaining, seconds < 0 ? -1 : Math.min(seconds * 1000, Moments.MOST));
    }

    long retryAfter() {
      String millis = header.apply("retry-after-ms");
      long told = millis == null ? -1 : Moments.ofMillis(millis);
      return told >= 0 ? told : moment(header.apply("retry-after"));
    }

    private long moment(@Nullable String text) {
      return text == null ? -1 : Moments.fromNow(text, nowMillis);
    }

    /** The first number of the header, which drafts let parameters follow. */
    private static long number(@Nullable String text) {
      return text == null ? -1 : digits(text.trim(), 0);
    }

    private static long parameter(@Nullable String text, String name) {
      if (text == null || text.length() > MAX_LENGTH) {
        return -1;
      }
      int at = -1;
      do {
        at = text.indexOf(name + "=", at + 1);
        if (at < 0) {
          return -1;
        }
      } while (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1)));
      return digits(text, at + name.length() + 1);
    }

    private static long digits(String text, int start) {
      long value = -1;
      for (int i = start; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < '0' || c > '9') {
          break;
        }
        value = Math.min(Math.max(0, value) * 10 + c - '0', MOST);
      }
      return value;
    }
  }
}
