package dev.rein.agent.view.report;

import dev.rein.agent.view.Printable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes HTML; no text gets into it but by way of {@link #text}. */
final class Markup {
  /** What is longer hides what is around it; the JSON has all of it. */
  private static final int LONGEST = 500;

  /** Names of resources and moments fit; what is longer may wrap. */
  private static final int LONGEST_WORD = 32;

  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder out = new StringBuilder();

  /** Markup as it is, which the code alone may bring. */
  Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  /** As the second, in UTC, that it lies in. */
  static String moment(Instant instant) {
    return TO_THE_SECOND.format(instant);
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
    for (int column = 0; column < heading.size(); column++) {
      boolean numbers = rows.get(0).get(column) instanceof Number;
      raw(numbers ? "<th scope=\"col\" class=\"number\">" : "<th scope=\"col\">");
      text(heading.get(column)).raw("</th>");
    }
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
      // A column of zeros hides the few that are none.
      String digits = number.longValue() == 0 ? "" : String.format(Locale.ROOT, "%,d", number);
      raw("<td class=\"number\">").text(digits).raw("</td>");
    } else {
      String text = cell.toString();
      raw(text.length() <= LONGEST_WORD ? "<td class=\"short\">" : "<td>").text(text);
      raw("</td>");
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
