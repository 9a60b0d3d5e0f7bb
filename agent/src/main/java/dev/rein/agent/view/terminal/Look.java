package dev.rein.agent.view.terminal;

import dev.rein.agent.view.Bars;
import dev.rein.agent.view.Printable;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/**
 * What a terminal can show, and how text comes to fit it.
 *
 * @param unicode false where only ASCII may be readable
 * @param colour false where none is wanted
 */
public record Look(boolean unicode, boolean colour) {
  /** More marks on one letter than any language has would grow a line without making it wider. */
  private static final int MOST_MARKS = 2;

  Bars bars() {
    return unicode ? Bars.BLOCKS : Bars.ASCII;
  }

  /** Text of a ledger in exactly so many columns: cut and marked, or filled with blanks. */
  String cell(String text, int width) {
    String fit = fit(text, width);
    return fit + " ".repeat(Math.max(0, width - columns(fit)));
  }

  /** The same, but to the right. */
  String right(String text, int width) {
    String fit = fit(text, width);
    return " ".repeat(Math.max(0, width - columns(fit))) + fit;
  }

  /** Text of a ledger in at most so many columns. */
  String fit(String text, int width) {
    if (width <= 0) {
      return "";
    }
    // What is far too long is not worth the look at all of it.
    boolean endless = text.length() > 8 * width + 64;
    String safe = Printable.of(endless ? text.substring(0, 8 * width + 64) : text);
    StringBuilder fit = new StringBuilder();
    int used = 0;
    int marks = 0;
    int cut = 0;
    for (int i = 0; i < safe.length(); i += Character.charCount(safe.codePointAt(i))) {
      int point = shown(safe.codePointAt(i));
      int columns = Math.max(0, WCWidth.wcwidth(point));
      marks = columns == 0 ? marks + 1 : 0;
      if (marks > MOST_MARKS || isVariation(point)) {
        continue;
      }
      if (used + columns > width) {
        fit.setLength(cut);
        return fit.append('~').toString();
      }
      fit.appendCodePoint(point);
      used += columns;
      if (used < width) {
        cut = fit.length();
      }
    }
    return fit.toString();
  }

  private int shown(int point) {
    return unicode || point < 128 ? point : '?';
  }

  /** Whether they make a character wide, terminals do not agree. */
  private static boolean isVariation(int point) {
    return point >= 0xFE00 && point <= 0xFE0F;
  }

  static int columns(String text) {
    return text.codePoints().map(point -> Math.max(0, WCWidth.wcwidth(point))).sum();
  }

  /** A bar of so many columns, as full as the part says. */
  String bar(double part, int width) {
    int full = (int) Math.round(Math.max(0, Math.min(1, part)) * width);
    return (unicode ? "━" : "#").repeat(full) + (unicode ? "┄" : ".").repeat(width - full);
  }

  /** What lines are made of; full ones jline takes for letters of another character set. */
  String rule() {
    return unicode ? "┄" : "-";
  }

  static String percent(double part) {
    return String.format(Locale.ROOT, "%d%%", (long) Math.floor(100 * Math.min(9.99, part)));
  }

  AttributedStyle plain() {
    return AttributedStyle.DEFAULT;
  }

  AttributedStyle strong() {
    return AttributedStyle.BOLD;
  }

  AttributedStyle dim() {
    return colour ? AttributedStyle.DEFAULT.faint() : AttributedStyle.DEFAULT;
  }

  /** Of the cell that marks a row; the others of the row are bold, so that colours keep. */
  AttributedStyle chosen() {
    return AttributedStyle.INVERSE;
  }

  AttributedStyle ofPhase(String phase) {
    return switch (phase) {
      case "normal" -> coloured(AttributedStyle.GREEN);
      case "warning" -> coloured(AttributedStyle.YELLOW);
      default -> coloured(AttributedStyle.RED);
    };
  }

  AttributedStyle ofSeverity(String severity) {
    return switch (severity) {
      case "warning" -> coloured(AttributedStyle.YELLOW);
      case "critical" -> coloured(AttributedStyle.RED);
      default -> plain();
    };
  }

  AttributedStyle coloured(int colourNumber) {
    return colour ? AttributedStyle.DEFAULT.foreground(colourNumber) : AttributedStyle.DEFAULT;
  }

  /** The title of a pane; that of the one that has the keys stands out. */
  AttributedString title(String text, boolean focused, int width) {
    AttributedStyle style = focused ? AttributedStyle.BOLD : dim();
    String rule = rule().repeat(Math.max(0, width));
    String name = (focused ? (unicode ? "▶ " : "> ") : "  ") + text + " ";
    String fit = fit(name, width);
    return new AttributedStringBuilder()
        .styled(style, fit)
        .styled(dim(), rule.substring(0, Math.max(0, width - columns(fit))))
        .toAttributedString();
  }

  AttributedString line(String text, AttributedStyle style, int width) {
    return new AttributedString(fit(text, width), style);
  }
}
