package dev.rein.agent.policy;

/** Reads US dollars as millionths of one, exactly: {@code 0.25}. */
final class Dollars {
  private static final int PLACES = 6;
  private static final long MICROS = 1_000_000;

  /** Of {@code Long.MAX_VALUE} millionths the whole dollars. */
  static final String MOST = String.valueOf(Long.MAX_VALUE / MICROS);

  /** A million dollars: more than one call costs, and many of them can still be added up. */
  static final long MOST_OF_A_CALL = 1_000_000 * MICROS;

  private Dollars() {}

  /** Millionths of a dollar, {@link Amount#WRONG} or {@link Amount#TOO_LARGE}. */
  static long micros(String text) {
    int point = Amount.digits(text, 0);
    if (point == 0) {
      return Amount.WRONG;
    }
    long micros = Amount.times(text, 0, point, MICROS);
    if (point == text.length()) {
      return micros;
    }
    int end = Amount.digits(text, point + 1);
    int places = end - point - 1;
    if (text.charAt(point) != '.' || end < text.length() || places < 1 || places > PLACES) {
      return Amount.WRONG;
    }
    long fraction = Long.parseLong(text, point + 1, end, 10);
    for (int i = places; i < PLACES; i++) {
      fraction *= 10;
    }
    if (micros == Amount.TOO_LARGE || micros > Long.MAX_VALUE - fraction) {
      return Amount.TOO_LARGE;
    }
    return micros + fraction;
  }
}
