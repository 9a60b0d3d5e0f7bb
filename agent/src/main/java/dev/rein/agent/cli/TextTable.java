package dev.rein.agent.cli;

import java.util.List;

/** Columns of text, each as wide as its longest cell. */
final class TextTable {
  private TextTable() {}

  /**
   * Adds a line for each row.
   *
   * @param rows all of the same length; of printable text
   */
  static void of(List<String[]> rows, List<String> lines) {
    int[] widths = new int[rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      lines.add(line.toString().stripTrailing());
    }
  }
}
