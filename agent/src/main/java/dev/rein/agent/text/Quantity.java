package dev.rein.agent.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Amounts of a resource as people write them, nothing rounded. */
public final class Quantity {
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final String[] BYTES = {"KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Quantity() {}

  /**
   * An amount.
   *
   * @param unit of the resource: {@code count}, {@code bytes}, {@code milliseconds}, {@code
   *     percent} or {@code usd}
   */
  public static String exact(long amount, String unit) {
    return switch (unit) {
      case "milliseconds" -> time(Duration.ofMillis(amount));
      case "usd" -> money(amount);
      case "percent" -> amount + "%";
      default -> Long.toString(amount);
    };
  }

  /** About so many bytes, for people: {@code 3.2 GiB}. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double amount = bytes;
    int unit = -1;
    while (amount >= 1024 && unit < BYTES.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 10 ? "%.1f %s" : "%.0f %s", amount, BYTES[unit]);
  }

  /** Dollars, of millionths: {@code $2.5}. */
  public static String money(long microUsd) {
    BigDecimal dollars = BigDecimal.valueOf(microUsd, 6).stripTrailingZeros();
    return "$" + dollars.toPlainString();
  }

  /** A time in the largest unit that divides it, as a policy has it: {@code 90s}, {@code 1m}. */
  public static String time(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return "0s";
    }
    int i = 0;
    while (millis % MILLIS[i] != 0) {
      i++;
    }
    return millis / MILLIS[i] + UNITS[i];
  }
}
