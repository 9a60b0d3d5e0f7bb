package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
public final class Amount {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Amount() {}

  /** Of a resource: its unit does not tell what time was spent from how long ago something was. */
  public static String of(long value, ResourceName resource) {
    boolean spent = resource.unit().equals("milliseconds") && !resource.gauge();
    return spent ? spent(value) : of(value, resource.unit());
  }

  /** In the words that a ledger has for units. */
  public static String of(long value, String unit) {
    return switch (unit) {
      case "bytes" -> bytes(value);
      case "usd" -> dollars(value);
      case "milliseconds" -> time(value);
      case "percent" -> grouped(value) + "%";
      default -> grouped(value);
    };
  }

  /** By hand, since each event of a ledger of millions has two, and a format takes microseconds. */
  private static String grouped(long value) {
    StringBuilder digits = new StringBuilder().append(value);
    int first = value < 0 ? 1 : 0;
    for (int place = digits.length() - 3; place > first; place -= 3) {
      digits.insert(place, ',');
    }
    return digits.toString();
  }

  /** {@code 4m 12s}: the two largest units, rounded down. */
  public static String time(long millis) {
    if (millis > -SECOND && millis < SECOND) {
      return millis + "ms";
    }
    if (millis < 0) {
      return "-" + time(millis == Long.MIN_VALUE ? Long.MAX_VALUE : -millis);
    }
    if (millis < MINUTE) {
      return millis / SECOND + "s";
    }
    if (millis < HOUR) {
      return pair(millis, MINUTE, "m", SECOND, "s");
    }
    return millis < DAY ? pair(millis, HOUR, "h", MINUTE, "m") : pair(millis, DAY, "d", HOUR, "h");
  }

  /** {@code 3.2s}: as {@link #time}, but for a decimal where there are only seconds. */
  public static String spent(long millis) {
    return millis < SECOND || millis >= MINUTE
        ? time(millis)
        : millis / SECOND + "." + millis % SECOND / 100 + "s";
  }

  private static String pair(long millis, long large, String name, long small, String smallName) {
    long rest = millis % large / small;
    return millis / large + name + (rest == 0 ? "" : " " + rest + smallName);
  }

  /** Cents, and below a dollar as much more as there is: a call of a model costs less than one. */
  private static String dollars(long millionths) {
    BigDecimal amount = BigDecimal.valueOf(millionths, 6);
    BigDecimal cents = amount.setScale(2, RoundingMode.HALF_UP);
    boolean fraction = amount.abs().compareTo(BigDecimal.ONE) < 0 && amount.compareTo(cents) != 0;
    String digits =
        fraction
            ? amount.abs().stripTrailingZeros().toPlainString()
            : String.format(Locale.ROOT, "%,.2f", cents.abs());
    return (millionths < 0 ? "-$" : "$") + digits;
  }

  private static String bytes(long value) {
    double size = value;
    int unit = -1;
    while (Math.abs(size) >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit < 0 ? value + " B" : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
