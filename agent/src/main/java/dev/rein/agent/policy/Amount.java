package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads amounts as policies and people write them, each in the unit of its resource. */
public final class Amount {
  /** No amount at all; what {@link #parse} returns after it has added a problem. */
  static final long WRONG = -1;

  /** An amount, but past what a long holds. */
  static final long TOO_LARGE = -2;

  static final int MOST_PERCENT = 100;

  private static final String UNIT_NAMES = "KB, MB, GB, KiB, MiB, GiB";

  private static final Map<String, Long> BYTES =
      Map.of(
          "KB",
          1_000L,
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "KiB",
          1L << 10,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30);

  private Amount() {}

  /**
   * An amount of a resource, in its unit: {@code 5MiB} of bytes, {@code 5m} of time, {@code 2.50}
   * of money, {@code 85%} of a share.
   *
   * @throws IllegalArgumentException saying in one line what was expected
   */
  public static long parse(Resource resource, String text) {
    long amount = read(text.strip(), resource.unit());
    if (amount == WRONG) {
      throw new IllegalArgumentException(
          Quoted.of(text)
              + " is no amount of "
              + resource
              + "; expected "
              + expected(resource.unit()));
    } else if (amount == TOO_LARGE) {
      throw new IllegalArgumentException(
          Quoted.of(text) + " is too large; at most " + most(resource.unit()));
    }
    return amount;
  }

  /** An amount of 0 or more, or {@link #WRONG} with a problem added. */
  static long parse(String unit, Node node, Problems problems) {
    String text = Scalars.text(node);
    long amount = text == null ? WRONG : read(text, unit);
    if (amount == WRONG) {
      problems.add(node, Scalars.shown(node) + " is no amount; expected " + expected(unit));
    } else if (amount == TOO_LARGE) {
      problems.add(node, Scalars.shown(node) + " is too large; at most " + most(unit));
    }
    return Math.max(WRONG, amount);
  }

  /** An amount of 0 or more, {@link #WRONG} or {@link #TOO_LARGE}. */
  static long read(String text, String unit) {
    if (unit.equals("usd")) {
      return Dollars.micros(text);
    }
    if (unit.equals("milliseconds")) {
      return Durations.millis(text);
    }
    if (unit.equals("percent")) {
      return percent(text);
    }
    int digits = digits(text, 0);
    if (digits == 0) {
      return WRONG;
    }
    long factor = 1;
    String suffix = text.substring(digits).strip();
    if (!suffix.isEmpty()) {
      Long known = unit.equals("bytes") ? BYTES.get(suffix) : null;
      if (known == null) {
        return WRONG;
      }
      factor = known;
    }
    return times(text, 0, digits, factor);
  }

  private static long percent(String text) {
    int digits = digits(text, 0);
    String suffix = text.substring(digits).strip();
    if (digits == 0 || !(suffix.isEmpty() || suffix.equals("%"))) {
      return WRONG;
    }
    long percent = times(text, 0, digits, 1);
    return percent > MOST_PERCENT ? TOO_LARGE : percent;
  }

  /** The whole number that these digits are, so many times; or {@link #TOO_LARGE}. */
  static long times(String text, int from, int to, long factor) {
    try {
      return Math.multiplyExact(Long.parseLong(text, from, to, 10), factor);
    } catch (ArithmeticException | NumberFormatException e) {
      return TOO_LARGE;
    }
  }

  /** Where the digits end that begin here. */
  static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  static String expected(String unit) {
    return switch (unit) {
      case "usd" -> "US dollars such as 5.00, with 6 decimal places at most";
      case "milliseconds" -> Durations.EXPECTED;
      case "percent" -> "a whole number from 0% to 100%";
      case "bytes" -> "a whole number of 0 or more, bare or with one of " + UNIT_NAMES;
      default -> "a whole number of 0 or more without a unit";
    };
  }

  private static String most(String unit) {
    return switch (unit) {
      case "usd" -> Dollars.MOST;
      case "milliseconds" -> Durations.MOST;
      case "percent" -> MOST_PERCENT + "%";
      default -> String.valueOf(Long.MAX_VALUE);
    };
  }
}
