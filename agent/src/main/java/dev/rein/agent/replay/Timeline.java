package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;

/** Moves the time on, and has the governor do what is due by it. */
final class Timeline {
  /** How often timers and gauges are looked at in a time of which nothing is recorded. */
  private static final int LOOKS = 60;

  private final Governor governor;
  private final Findings findings;
  private final ReplayClock clock;
  private final boolean hasThresholds;
  private final boolean peopleSayYes;
  private long ticked = Long.MIN_VALUE;

  Timeline(
      Governor governor,
      Findings findings,
      ReplayClock clock,
      boolean hasThresholds,
      boolean peopleSayYes) {
    this.governor = governor;
    this.findings = findings;
    this.clock = clock;
    this.hasThresholds = hasThresholds;
    this.peopleSayYes = peopleSayYes;
  }

  void advanceTo(long at) {
    long interval = Math.max(1, governor.tickInterval().toMillis());
    if (hasThresholds && clock.hasBegun()) {
      long step = Math.max(interval, (at - clock.at()) / LOOKS);
      while (at - clock.at() > step) {
        long before = clock.at();
        clock.advanceTo(before + step);
        tick();
        if (clock.at() == before) {
          break;
        }
      }
    }
    clock.advanceTo(at);
    if (ticked == Long.MIN_VALUE || clock.at() - ticked >= interval) {
      tick();
    }
  }

  /** Looks at gauges now. */
  void tick() {
    ticked = clock.at();
    governor.tick();
    for (String id : findings.takePaused()) {
      AccountLimits account = governor.accounts().find(id);
      if (peopleSayYes && account != null) {
        boolean unused = governor.resume(account);
      }
    }
  }
}
