package dev.rein.agent.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The amount of a limit.
 *
 * @param window of a rate: {@code 1m} of {@code 50/1m}; null for the other kinds
 */
record Bound(long max, @Nullable Duration window) {
  /** What a rate may bring each millisecond, so that years of it can be counted. */
  private static final long FASTEST = 10_000_000;

  private static final long MOST_BURST = 1_000_000_000_000_000L;

  /** An amount without a window, or null with a problem added. */
  static @Nullable Bound amount(Limitable resource, Node node, Problems problems) {
    long max = Amount.parse(resource.unit(), node, problems);
    return max == Amount.WRONG ? null : new Bound(max, null);
  }

  /** A rate, or null with a problem added. */
  static @Nullable Bound rate(Limitable resource, Node node, Problems problems) {
    String text = Scalars.text(node);
    int slash = text == null ? -1 : text.indexOf('/');
    if (text == null || slash < 0) {
      problems.add(node, Scalars.shown(node) + " is no rate; expected " + expected(resource));
      return null;
    }
    long max = Amount.read(text.substring(0, slash).strip(), resource.unit());
    long window = Durations.millis(text.substring(slash + 1).strip());
    if (max == Amount.WRONG || window == Amount.WRONG) {
      problems.add(node, Scalars.shown(node) + " is no rate; expected " + expected(resource));
      return null;
    }
    if (max == 0 || window == 0) {
      problems.add(
          node, Scalars.shown(node) + " brings nothing; use 'budget: 0' to let nothing through");
      return null;
    }
    if (max == Amount.TOO_LARGE || window == Amount.TOO_LARGE || max / window >= FASTEST) {
      problems.add(
          node,
          Scalars.shown(node)
              + " is too large; at most "
              + FASTEST
              + " a millisecond, in a window of at most "
              + Durations.MOST);
      return null;
    }
    return new Bound(max, Duration.ofMillis(window));
  }

  /** The most that may be used of a rate at once, or {@link Amount#WRONG} with a problem added. */
  static long burst(Limitable resource, long max, @Nullable Field field, Problems problems) {
    if (field == null) {
      return max;
    }
    long burst = Amount.parse(resource.unit(), field.value(), problems);
    if (burst != Amount.WRONG && (burst == 0 || burst > MOST_BURST)) {
      problems.add(
          field.value(),
          Scalars.shown(field.value()) + " is no burst; expected 1 or more, at most " + MOST_BURST);
      return Amount.WRONG;
    }
    return burst;
  }

  private static String expected(Limitable resource) {
    String example =
        switch (resource.unit()) {
          case "bytes" -> "10MB/1s";
          case "usd" -> "5.00/1d";
          case "milliseconds" -> "30s/1m";
          default -> "50/1m";
        };
    return example
        + ": "
        + Amount.expected(resource.unit())
        + ", a slash, and "
        + Durations.EXPECTED;
  }
}
