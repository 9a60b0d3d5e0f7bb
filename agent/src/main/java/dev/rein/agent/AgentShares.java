package dev.rein.agent;

import dev.rein.agent.account.Account;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.api.Resource;
import java.util.HashMap;
import java.util.Map;

/** What part of the processors' time each account has used since the last look. One thread. */
final class AgentShares {
  private final Governor governor;
  private final Map<AccountLimits, Long> lastMillis = new HashMap<>();

  AgentShares(Governor governor) {
    this.governor = governor;
  }

  /** From now on: what an account was given of an earlier JVM's use is no load. */
  void begin() {
    for (AccountLimits limits : governor.accounts().all()) {
      lastMillis.put(limits, limits.account().meter(Resource.CPU_TIME).used());
    }
  }

  /**
   * Sets each account's share.
   *
   * @param elapsedNanos since the last look, above 0
   * @param processors that the JVM may use, also a part of one
   */
  void look(long elapsedNanos, double processors) {
    double available = elapsedNanos / 1e6 * processors;
    for (AccountLimits limits : governor.accounts().all()) {
      Account account = limits.account();
      long now = account.meter(Resource.CPU_TIME).used();
      Long before = lastMillis.put(limits, now);
      long used = now - (before == null ? 0 : before);
      governor.setGauge(limits, Resource.CPU_SHARE, percent(used / available));
    }
  }

  /** From 0 to 100, rounded; counters of coarse steps may bring a share past the whole. */
  static long percent(double share) {
    return Math.max(0, Math.min(100, Math.round(100 * share)));
  }
}
