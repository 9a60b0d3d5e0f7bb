package dev.rein.agent.view;

import org.jspecify.annotations.Nullable;

/** Rows of comma-separated values as RFC 4180 has them, safe for terminals and spreadsheets. */
public final class Csv {
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /**
   * A row without its line feed, but with the carriage return before it.
   *
   * @param cells numbers, texts and null for what is not known
   */
  public static String row(@Nullable Object... cells) {
    StringBuilder row = new StringBuilder();
    for (Object cell : cells) {
      row.append(row.isEmpty() ? "" : ",").append(cell(cell));
      if (row.isEmpty()) {
        // Only a first cell that is empty leaves nothing to tell it by.
        row.append("\"\"");
      }
    }
    return row.append('\r').toString();
  }

  private static String cell(@Nullable Object cell) {
    if (cell == null) {
      return "";
    }
    String text = Printable.of(cell.toString());
    if (cell instanceof Number) {
      return text;
    }
    // A spreadsheet would take it for a formula, and run it.
    boolean formula = !cell.toString().isEmpty() && FORMULA.indexOf(cell.toString().charAt(0)) >= 0;
    String safe = formula ? "'" + text : text;
    boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"');
    return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
