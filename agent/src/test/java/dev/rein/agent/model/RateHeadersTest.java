package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rate limits in the headers of all providers. */
final class RateHeadersTest {
  private static final long NOW = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

  private static RateHeaders read(String... namesAndValues) {
    Map<String, String> headers = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      headers.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return RateHeaders.read(headers::get, NOW);
  }

  private static RateHeaders.Window window(long limit, long remaining, long resetMillis) {
    return new RateHeaders.Window(limit, remaining, resetMillis);
  }

  @Test
  void openAiTellsRequestsAndTokens() {
    RateHeaders told =
        read(
            "x-ratelimit-limit-requests", "60",
            "x-ratelimit-limit-tokens", "150000",
            "x-ratelimit-remaining-requests", "59",
            "x-ratelimit-remaining-tokens", "149984",
            "x-ratelimit-reset-requests", "1s",
            "x-ratelimit-reset-tokens", "6m0s");
    assertThat(told.requests()).isEqualTo(window(60, 59, 1_000));
    assertThat(told.tokens()).isEqualTo(window(150_000, 149_984, 360_000));
    assertThat(told.retryAfterMillis()).isEqualTo(-1);
    assertThat(told.isEmpty()).isFalse();
  }

  @Test
  void anthropicTellsMoments() {
    RateHeaders told =
        read(
            "anthropic-ratelimit-requests-limit", "1000",
            "anthropic-ratelimit-requests-remaining", "0",
            "anthropic-ratelimit-requests-reset", "2026-01-01T00:01:00Z",
            "anthropic-ratelimit-input-tokens-limit", "80000",
            "anthropic-ratelimit-input-tokens-remaining", "40000",
            "anthropic-ratelimit-input-tokens-reset", "2026-01-01T00:00:10Z",
            "anthropic-ratelimit-output-tokens-limit", "16000",
            "anthropic-ratelimit-output-tokens-remaining", "1000",
            "anthropic-ratelimit-output-tokens-reset", "2025-12-31T23:59:00Z",
            "retry-after", "17");
    assertThat(told.requests()).isEqualTo(window(1_000, 0, 60_000));
    assertThat(told.tokens()).isEqualTo(window(16_000, 1_000, 0));
    assertThat(told.retryAfterMillis()).isEqualTo(17_000);
    assertThat(
            read(
                    "anthropic-ratelimit-tokens-limit", "5",
                    "anthropic-ratelimit-tokens-remaining", "4",
                    "anthropic-ratelimit-output-tokens-remaining", "1")
                .tokens())
        .isEqualTo(window(5, 4, -1));
  }

  @Test
  void othersFollowTheDrafts() {
    RateHeaders.Window told = window(100, 50, 30_000);
    assertThat(
            read(
                    "x-ratelimit-limit",
                    "100",
                    "x-ratelimit-remaining",
                    "50",
                    "x-ratelimit-reset",
                    "30")
                .requests())
        .isEqualTo(told);
    assertThat(
            read(
                    "ratelimit-limit", "100, 100;w=60",
                    "ratelimit-remaining", "50",
                    "ratelimit-reset", "30")
                .requests())
        .isEqualTo(told);
    assertThat(
            read("ratelimit", "\"burst\";r=50;t=30", "ratelimit-policy", "\"burst\";q=100;w=60")
                .requests())
        .isEqualTo(told);
    assertThat(read("ratelimit", "limit=100, remaining=50, reset=30").requests()).isEqualTo(told);
    RateHeaders mistral =
        read(
            "x-ratelimit-limit-tokens-minute", "5000000",
            "x-ratelimit-remaining-tokens-minute", "4999911",
            "x-ratelimit-limit-req-minute", "720",
            "x-ratelimit-remaining-req-minute", "717");
    assertThat(mistral.requests()).isEqualTo(window(720, 717, -1));
    assertThat(mistral.tokens()).isEqualTo(window(5_000_000, 4_999_911, -1));
    assertThat(read("x-ratelimit-remaining-tokens", "7").tokens()).isEqualTo(window(-1, 7, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "1s, 1000",
    "6m0s, 360000",
    "120ms, 120",
    "2m59.56s, 179560",
    "1h2m3s, 3723000",
    "1d, 86400000",
    "0s, 0",
    "500us, 1",
    "0.5, 500",
    "30, 30000",
    "1767225660, 60000",
    "1767225660000, 60000",
    "2026-01-01T01:00:30+01:00, 30000",
    "'Thu, 01 Jan 2026 00:00:05 GMT', 5000",
    "2025-01-01T00:00:00Z, 0",
    "9999999999, 2678400000",
    "99999d, 2678400000",
    "9999-12-31T23:59:59Z, 2678400000",
    "'', -1",
    "soon, -1",
    "-5, -1",
    "1x, -1",
    "s, -1",
    "1.2.3, -1",
    "., -1",
    "1s2, -1",
    "2026-13-45T00:00:00Z, -1"
  })
  void timesHaveManyForms(String header, long millis) {
    assertThat(read("retry-after", header).retryAfterMillis()).isEqualTo(millis);
  }

  @Test
  void millisecondsComeFirst() {
    assertThat(read("retry-after-ms", "250.5", "retry-after", "1").retryAfterMillis())
        .isEqualTo(251);
    assertThat(read("retry-after-ms", "x", "retry-after", "1").retryAfterMillis()).isEqualTo(1_000);
  }

  @Test
  void hostileValuesAreBounded() {
    RateHeaders told =
        read(
            "x-ratelimit-limit-requests", "9".repeat(10_000),
            "x-ratelimit-remaining-requests", "-1",
            "x-ratelimit-reset-requests", "1".repeat(10_000),
            "x-ratelimit-limit-tokens", "many",
            "ratelimit", "r=".repeat(5_000));
    assertThat(told.requests()).isEqualTo(window(1_000_000_000_000L, -1, -1));
    assertThat(told.tokens()).isNull();
    assertThat(read().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void randomValuesDoNoHarm(long seed) {
    Random random = new Random(seed);
    String alphabet = "0123456789.smhd:,TZ+-; =rqt\"µ\u0000e";
    for (int round = 0; round < 10_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      RateHeaders told = RateHeaders.read(name -> text.toString(), NOW);
      assertThat(told.retryAfterMillis()).isBetween(-1L, Moments.MOST);
    }
  }
}
