package dev.rein.agent.view;

/** Text from a ledger as a terminal may get it: a path or host name could hold escape codes. */
public final class Printable {
  private Printable() {}

  /**
   * The text with each control character, line break, direction mark and lone surrogate written as
   * {@code \}{@code u001b}.
   */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              if (mayPass(point)) {
                safe.appendCodePoint(point);
              } else {
                // Both halves of a large one, which is also how JSON writes it.
                for (char half : Character.toChars(point)) {
                  safe.append(String.format("\\u%04x", (int) half));
                }
              }
            });
    return safe.toString();
  }

  /** The same, cut to a width and marked where it was. */
  public static String of(String text, int width) {
    return cut(of(text), width);
  }

  /** Printable text, cut to a width and marked where it was; never through a character of two. */
  static String cut(String safe, int width) {
    if (safe.length() <= width) {
      return safe;
    }
    int end = Math.max(0, width - 1);
    if (end > 0 && Character.isHighSurrogate(safe.charAt(end - 1))) {
      end--;
    }
    return safe.substring(0, end) + "~";
  }

  /** As {@link #cut}, but where it begins. */
  static String endOf(String safe, int width) {
    if (safe.length() <= width) {
      return safe;
    }
    int start = safe.length() - width + 1;
    if (Character.isLowSurrogate(safe.charAt(start))) {
      start++;
    }
    return "~" + safe.substring(start);
  }

  private static boolean mayPass(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
