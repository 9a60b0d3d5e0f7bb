package dev.rein.agent.policy;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads from where on a limit warns: a share of it, or an amount on the near side of it. */
final class WarnReader {
  static final int DEFAULT_PERCENT = 80;

  private WarnReader() {}

  /** The amount, or {@link Amount#WRONG} with a problem added. */
  static long read(
      Limitable resource, LimitKind kind, long max, @Nullable Field field, Problems problems) {
    if (field == null) {
      return share(resource, kind, max, DEFAULT_PERCENT);
    }
    Node node = field.value();
    String text = Scalars.text(node);
    if (text != null && text.endsWith("%")) {
      int digits = Amount.digits(text, 0);
      boolean whole = digits == text.length() - 1 && digits <= 3 && digits > 0;
      int percent = whole ? Integer.parseInt(text, 0, digits, 10) : 0;
      if (percent < 1 || percent > 100) {
        problems.add(
            node, Scalars.shown(node) + " is no share; expected a whole one from 1% to 100%");
        return Amount.WRONG;
      }
      return share(resource, kind, max, percent);
    }
    long amount = Amount.parse(resource.unit(), node, problems);
    if (amount == Amount.WRONG) {
      return amount;
    }
    boolean late = kind == LimitKind.BELOW ? amount < max : amount > max;
    if (late) {
      problems.add(
          node,
          "a warning at "
              + text
              + " would come after the limit; expected "
              + (kind == LimitKind.BELOW ? "more" : "less"));
      return Amount.WRONG;
    }
    return amount;
  }

  /** So many percent of the way to a limit. */
  static long share(Limitable resource, LimitKind kind, long max, int percent) {
    if (kind != LimitKind.BELOW) {
      return share(max, percent);
    }
    long from = shareFromAbove(max, percent);
    return resource.unit().equals("percent") ? Math.min(Amount.MOST_PERCENT, from) : from;
  }

  /** Rounded up, and at least 1, or a budget of 0 would always warn. */
  private static long share(long max, int percent) {
    long wholeHundreds = max / 100 * percent;
    long rest = (max % 100 * percent + 99) / 100;
    return Math.max(1, wholeHundreds + rest);
  }

  /** The value of which the limit is so many percent, rounded up. */
  private static long shareFromAbove(long max, int percent) {
    BigInteger hundredfold = BigInteger.valueOf(max).multiply(BigInteger.valueOf(100));
    BigInteger up = hundredfold.add(BigInteger.valueOf(percent - 1L));
    return up.divide(BigInteger.valueOf(percent))
        .min(BigInteger.valueOf(Long.MAX_VALUE))
        .longValue();
  }
}
