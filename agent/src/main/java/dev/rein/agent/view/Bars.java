package dev.rein.agent.view;

import java.util.Arrays;

/** Amounts as a row of small bars. */
public enum Bars {
  /** For terminals that show any character. */
  BLOCKS("▁▂▃▄▅▆▇█"),
  /** For those that know ASCII only. */
  ASCII("_.-:=+*#");

  private final String levels;

  Bars(String levels) {
    this.levels = levels;
  }

  /**
   * A bar for each.
   *
   * @param least what a full bar stands for at least, so that next to nothing looks like it
   */
  String of(long[] amounts, long least) {
    double full = Math.max(least, Arrays.stream(amounts).max().orElse(0));
    StringBuilder bars = new StringBuilder();
    for (long amount : amounts) {
      int level = (int) Math.ceil((levels.length() - 1) * Math.max(0, amount) / full);
      bars.append(levels.charAt(level));
    }
    return bars.toString();
  }
}
