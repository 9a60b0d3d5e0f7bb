package dev.rein.it.bench;

import java.util.List;
import java.util.Locale;

/** Medians, and numbers as the table shows them. */
final class Numbers {
  private Numbers() {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static String nanos(double nanos) {
    double size = Math.abs(nanos);
    if (size < 1_000) {
      return format("%.1f ns", nanos);
    }
    return size < 1_000_000 ? format("%.2f µs", nanos / 1e3) : format("%.1f ms", nanos / 1e6);
  }

  static String percent(double share) {
    return format("%+.1f%%", 100 * share);
  }

  static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
