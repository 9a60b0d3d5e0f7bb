package dev.rein.agent.view;

import java.util.Locale;

/** Numbers as people read them. */
final class Amount {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private Amount() {}

  static String of(long value, String unit) {
    return unit.equals("bytes") ? bytes(value) : String.format(Locale.ROOT, "%,d", value);
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
