package dev.rein.agent;

import dev.rein.agent.sample.Cadence;
import dev.rein.agent.sample.PlatformThreads;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** Watches what Rein's own threads cost, and has Rein look more rarely when it is too much. */
final class OwnUse {
  /** Over which the share is told: a second's would swing with each look. */
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

  /** A budget may be far below a percent. */
  private static final MathContext DIGITS = new MathContext(2, RoundingMode.HALF_UP);

  private final BiConsumer<String, String> notices;
  private final Cadence cadence;
  private final double budget;
  private PlatformThreads.Use before = PlatformThreads.Use.NONE;
  private long since;
  private boolean begun;

  /**
   * @param notices takes a severity and a line
   * @param budget what Rein may use of one processor
   */
  OwnUse(BiConsumer<String, String> notices, Cadence cadence, double budget) {
    this.notices = notices;
    this.cadence = cadence;
    this.budget = budget;
  }

  /**
   * Looks at what Rein's threads have used; what its start has cost does not count.
   *
   * @param own since their starts
   */
  void look(PlatformThreads.Use own, long now) {
    if (begun && now - since < WINDOW) {
      return;
    }
    double share = (double) own.since(before).cpuNanos() / Math.max(1, now - since);
    boolean first = !begun;
    begun = true;
    since = now;
    before = own;
    if (!first && cadence.ownUse(share)) {
      tell(share);
    }
  }

  private void tell(double share) {
    boolean over = cadence.isStretched();
    String limit = "rein.cpu-budget (" + percent(budget) + ")";
    String used = percent(share) + " of a processor";
    if (over) {
      notices.accept(
          "warning",
          "Rein used "
              + used
              + " over the last minute, more than "
              + limit
              + ": it measures more rarely");
    } else {
      notices.accept("info", "Rein is within " + limit + " again, at " + used);
    }
  }

  private static String percent(double share) {
    return new BigDecimal(100 * share).round(DIGITS).stripTrailingZeros().toPlainString() + "%";
  }
}
