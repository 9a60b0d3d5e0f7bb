package dev.rein.agent.view;

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
   * @param full what a full bar stands for; above 0
   */
  public String of(long[] amounts, long full) {
    StringBuilder bars = new StringBuilder();
    for (long amount : amounts) {
      double part = Math.min(1, Math.max(0, (double) amount / full));
      bars.append(levels.charAt((int) Math.ceil((levels.length() - 1) * part)));
    }
    return bars.toString();
  }
}
