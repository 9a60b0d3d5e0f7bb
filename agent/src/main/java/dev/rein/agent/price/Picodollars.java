package dev.rein.agent.price;

import java.math.BigDecimal;

/**
 * Money in picodollars, a millionth of a millionth of a US dollar: nothing is rounded, and what is
 * too much for a long, some nine million dollars, stays the most that it can say.
 */
public final class Picodollars {
  /** Of a millionth of a dollar. */
  public static final long OF_A_MICRODOLLAR = 1_000_000;

  static final int PLACES = 12;

  private Picodollars() {}

  /** A sum of what is not negative. */
  public static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** So many tokens of a price; neither may be negative. */
  static long times(long tokens, long price) {
    long high = Math.multiplyHigh(tokens, price);
    long low = tokens * price;
    return high != 0 || low < 0 ? Long.MAX_VALUE : low;
  }

  /**
   * In dollars, exactly: {@code $0.000123}; of what is not known, a negative amount, {@code
   * unknown}.
   */
  public static String text(long picodollars) {
    if (picodollars < 0) {
      return "unknown";
    }
    BigDecimal dollars = BigDecimal.valueOf(picodollars, PLACES).stripTrailingZeros();
    return "$" + dollars.toPlainString();
  }
}
