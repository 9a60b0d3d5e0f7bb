package dev.rein.agent.view.report;

import dev.rein.agent.view.Printable;
import java.util.List;
import java.util.Locale;

/** Writes HTML; no text gets into it but by way of {@link #text}. */
final class Markup {
  /** What is longer hides what is around it; the JSON has all of it. */
  private static final int LONGEST = 500;

  /** Up to here a cell is better not broken. */
  private static final int SHORT = 24;

  private final StringBuilder out = new StringBuilder();

  /** Markup as it is, which the code alone may bring. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** A text that may hold anything. */
  Markup text(String text) {
    String safe = Printable.of(text, LONGEST);
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return this;
  }

  /** An element that holds a text. */
  Markup element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  /** A table with a heading above it; nothing at all without rows. */
  Markup table(String title, List<String> heading, List<List<Object>> rows) {
    if (rows.isEmpty()) {
      return this;
    }
    element("h2", title);
    raw("<div class=\"wide\"><table><thead><tr>");
    heading.forEach(cell -> raw("<th scope=\"col\">").text(cell).raw("</th>"));
    raw("</tr></thead><tbody>\n");
    for (List<Object> row : rows) {
      raw("<tr>");
      row.forEach(this::cell);
      raw("</tr>\n");
    }
    return raw("</tbody></table></div>\n");
  }

  private void cell(Object cell) {
    if (cell instanceof Number number) {
      raw("<td class=\"number\">").text(String.format(Locale.ROOT, "%,d", number)).raw("</td>");
    } else {
      String text = cell.toString();
      raw(text.length() <= SHORT ? "<td class=\"short\">" : "<td>").text(text).raw("</td>");
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
