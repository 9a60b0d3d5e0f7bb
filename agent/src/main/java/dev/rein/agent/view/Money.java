package dev.rein.agent.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** US dollars, exact to the trillionth as ledgers have them, and as people read them. */
public final class Money {
  /** Ledgers have them in this part of a dollar. */
  private static final int SCALE = 12;

  /** A millionth of a dollar: what less than that comes to interests nobody. */
  private static final BigDecimal LEAST = BigDecimal.valueOf(1, 6);

  private Money() {}

  public static BigDecimal of(long picoDollars) {
    return BigDecimal.valueOf(picoDollars, SCALE);
  }

  /** {@code 0.012345}: all digits that there are, for programs. */
  public static String plain(BigDecimal dollars) {
    return dollars.signum() == 0 ? "0" : dollars.stripTrailingZeros().toPlainString();
  }

  /**
   * {@code $3.20}, {@code $0.0123}: cents, and below a dollar as many digits more as a call of a
   * model takes.
   */
  public static String text(BigDecimal dollars) {
    if (dollars.signum() == 0) {
      return "$0.00";
    }
    if (dollars.compareTo(LEAST) < 0) {
      return "<$0.000001";
    }
    if (dollars.compareTo(BigDecimal.ONE) >= 0) {
      return "$" + String.format(Locale.ROOT, "%,.2f", dollars);
    }
    BigDecimal rounded = dollars.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    return "$" + rounded.setScale(Math.max(2, rounded.scale())).toPlainString();
  }
}
