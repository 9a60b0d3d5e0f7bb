package dev.rein.agent.text;

import java.math.BigDecimal;
import java.time.Duration;

/** Amounts of a resource as people write them, nothing rounded. */
public final class Quantity {
  private static final String[] UNITS = {"d", "h", "m", "s"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000};

  private Quantity() {}

  /**
   * An amount.
   *
   * @param unit of the resource: {@code count}, {@code bytes}, {@code milliseconds} or {@code usd}
   */
  public static String exact(long amount, String unit) {
    return switch (unit) {
      case "milliseconds" -> time(Duration.ofMillis(amount));
      case "usd" -> money(amount);
      default -> Long.toString(amount);
    };
  }

  /** Dollars, of millionths: {@code $2.5}. */
  public static String money(long microUsd) {
    BigDecimal dollars = BigDecimal.valueOf(microUsd, 6).stripTrailingZeros();
    return "$" + dollars.toPlainString();
  }

  /** A time, to the millisecond: {@code 1m}, {@code 1h30m}, {@code 250ms}. */
  public static String time(Duration duration) {
    long left = duration.toMillis();
    if (left == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < UNITS.length; i++) {
      if (left >= MILLIS[i]) {
        text.append(left / MILLIS[i]).append(UNITS[i]);
        left %= MILLIS[i];
      }
    }
    return left == 0 ? text.toString() : text.append(left).append("ms").toString();
  }
}
