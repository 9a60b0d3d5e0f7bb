package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what a ledger carries over from files that are gone: it is used already, and no call is
 * judged for it.
 */
final class Earlier {
  private final Governor governor;
  private final Members members;
  private final Recording recording;
  private final Tick tick;

  Earlier(Governor governor, Members members, Recording recording, Tick tick) {
    this.governor = governor;
    this.members = members;
    this.recording = recording;
    this.tick = tick;
  }

  void add(LedgerEntry entry) {
    if (entry instanceof LedgerEntry.Counters counters) {
      add(counters);
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      members.open(opened);
    } else if (entry instanceof LedgerEntry.Started || entry instanceof LedgerEntry.Resources) {
      recording.see(entry);
    }
  }

  /** What goes up and down stands where it does; the rest was used before. */
  private void add(LedgerEntry.Counters counters) {
    AccountLimits account = members.of(counters.account());
    List<Delta> gauges = new ArrayList<>();
    for (Delta total : counters.deltas()) {
      Resource resource = recording.resource(total.resource());
      if (resource == null) {
        continue;
      }
      if (resource.isGauge()) {
        gauges.add(new Delta(total.resource(), total.used(), 0, 0));
      } else if (total.used() > 0) {
        governor.restoreUse(account, resource, total.used());
      }
    }
    if (!gauges.isEmpty()) {
      tick.add(new LedgerEntry.Counters(counters.at(), counters.account(), gauges));
    }
  }
}
