package dev.rein.agent.model;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times to come, in the many forms that headers have for them. */
final class Moments {
  /** No limit is told that takes longer to be whole again. */
  static final long MOST = 31L * 24 * 60 * 60 * 1000;

  private static final int MAX_LENGTH = 64;

  /** A plain number is in seconds from now, if it is none since 1970. */
  private static final double FIRST_EPOCH_SECOND = 1e9;

  private static final double FIRST_EPOCH_MILLI = 1e11;

  private Moments() {}

  /**
   * The milliseconds from now: {@code 1s}, {@code 6m0s}, {@code 120ms}, {@code 2.5}, {@code
   * 1767225600}, RFC 3339, the date of HTTP. 0 for what has passed, -1 for what is none of these.
   */
  static long fromNow(String header, long nowMillis) {
    String text = header.trim();
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      return -1;
    }
    char first = text.charAt(0);
    if (first > '9' || text.indexOf(':') >= 0) {
      return ofDate(text, nowMillis);
    }
    if (Character.isLetter(text.charAt(text.length() - 1))) {
      return ofDuration(text);
    }
    double number = decimal(text, 0, text.length());
    if (number < 0) {
      return -1;
    }
    if (number >= FIRST_EPOCH_MILLI) {
      return bounded(number - nowMillis);
    }
    return bounded(number >= FIRST_EPOCH_SECOND ? number * 1000 - nowMillis : number * 1000);
  }

  /** A whole or broken number of milliseconds. */
  static long ofMillis(String header) {
    String text = header.trim();
    double number = text.length() > MAX_LENGTH ? -1 : decimal(text, 0, text.length());
    return number < 0 ? -1 : bounded(number);
  }

  private static long bounded(double millis) {
    return (long) Math.ceil(Math.min(Math.max(0, millis), MOST));
  }

  private static long ofDate(String text, long nowMillis) {
    try {
      long at =
          text.indexOf(',') >= 0
              ? ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond()
              : OffsetDateTime.parse(text).toEpochSecond();
      return bounded(at * 1000.0 - nowMillis);
    } catch (DateTimeException noDate) {
      return -1;
    }
  }

  private static long ofDuration(String text) {
    double sum = 0;
    int at = 0;
    while (at < text.length()) {
      int unit = at;
      while (unit < text.length() && isDecimal(text.charAt(unit))) {
        unit++;
      }
      int end = unit;
      while (end < text.length() && !isDecimal(text.charAt(end))) {
        end++;
      }
      double number = decimal(text, at, unit);
      double millis = millisOf(text.substring(unit, end));
      if (number < 0 || millis < 0) {
        return -1;
      }
      sum += number * millis;
      at = end;
    }
    return bounded(sum);
  }

  private static double millisOf(String unit) {
    return switch (unit) {
      case "ns" -> 1e-6;
      case "us", "µs", "μs" -> 1e-3;
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> -1;
    };
  }

  private static boolean isDecimal(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  /** Digits with at most one point between them; -1 for anything else. */
  private static double decimal(String text, int start, int end) {
    double value = 0;
    double fraction = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        if (fraction > 0 || i == start) {
          return -1;
        }
        fraction = 1;
      } else if (c < '0' || c > '9') {
        return -1;
      } else if (fraction > 0) {
        fraction /= 10;
        value += (c - '0') * fraction;
      } else {
        value = value * 10 + (c - '0');
      }
    }
    return start == end ? -1 : value;
  }
}
