package dev.rein.agent;

import dev.rein.agent.governor.Governor;
import dev.rein.agent.sample.Cadence;
import dev.rein.agent.sample.PlatformThreads;
import dev.rein.api.Resource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Watches what Rein's own threads cost, and has Rein look more rarely when it is too much. */
final class OwnUse {
  /** Over which the share is told: a second's would swing with each look. */
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

  private final Governor governor;
  private final HostLedger ledger;
  private final Cadence cadence;
  private final double budget;
  private PlatformThreads.Use before = PlatformThreads.Use.NONE;
  private long since;
  private boolean begun;

  /**
   * @param budget what Rein may use of one processor
   */
  OwnUse(Governor governor, HostLedger ledger, Cadence cadence, double budget) {
    this.governor = governor;
    this.ledger = ledger;
    this.cadence = cadence;
    this.budget = budget;
  }

  /** How much later than planned a look is. */
  void setLag(long nanos) {
    governor.setLevel(Resource.REIN_LAG, TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanos)));
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
    String message =
        String.format(
            Locale.ROOT,
            over
                ? "Rein used %.1f%% of a processor over the last minute, more than rein.cpu-budget"
                    + " (%.1f%%): it measures more rarely"
                : "Rein is within rein.cpu-budget again, at %.1f%% of a processor (%.1f%%)",
            100 * share,
            100 * budget);
    ledger.notice(over ? "warning" : "info", message);
  }
}
