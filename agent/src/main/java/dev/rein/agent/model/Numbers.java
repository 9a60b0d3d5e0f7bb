package dev.rein.agent.model;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Numbers as others wrote them: never too large, never an exception. */
final class Numbers {
  private static final int MAX_DIGITS = 18;

  private Numbers() {}

  /** The whole part of a number in JSON, at most {@link Long#MAX_VALUE}; 0 when it is none. */
  static long whole(byte[] text, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      if (text[i] < '0' || text[i] > '9' || i == MAX_DIGITS) {
        return uncommon(new String(text, 0, length, StandardCharsets.US_ASCII));
      }
      value = value * 10 + text[i] - '0';
    }
    return value;
  }

  /** The whole number that a header has; -1 when it has none. */
  static long of(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > MAX_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit < '0' || digit > '9') {
        return -1;
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private static long uncommon(String text) {
    try {
      return (long) Double.parseDouble(text);
    } catch (NumberFormatException none) {
      return 0;
    }
  }
}
