package dev.rein.agent.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes, times and numbers as options have them. What is below zero makes no sense. */
final class Measures {
  /** Enough for everything, and nothing overflows. */
  private static final Pattern MEASURE = Pattern.compile("([1-9][0-9]{0,8})([A-Za-z]*)");

  private Measures() {}

  /** Bytes of {@code 100MB} or {@code 64KiB}, in thousands or 1024s as a policy has them. */
  static long bytes(String text) {
    Matcher found = MEASURE.matcher(text);
    if (!found.matches()) {
      return -1;
    }
    long number = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "KB" -> number * 1_000;
      case "MB" -> number * 1_000_000;
      case "GB" -> number * 1_000_000_000;
      case "KiB" -> number << 10;
      case "MiB" -> number << 20;
      case "GiB" -> number << 30;
      default -> -1;
    };
  }

  /** Seconds of {@code 5s}, {@code 10m}, {@code 12h}, {@code 30d}. */
  static long seconds(String text) {
    Matcher found = MEASURE.matcher(text);
    if (!found.matches()) {
      return -1;
    }
    long number = Long.parseLong(found.group(1));
    return switch (found.group(2)) {
      case "s" -> number;
      case "m" -> number * 60;
      case "h" -> number * 3_600;
      case "d" -> number * 86_400;
      default -> -1;
    };
  }

  /** A number above zero. */
  static long count(String text) {
    Matcher found = MEASURE.matcher(text);
    return found.matches() && found.group(2).isEmpty() ? Long.parseLong(found.group(1)) : -1;
  }
}
