package dev.rein.agent;

import dev.rein.agent.account.HostMeter;
import dev.rein.agent.account.HostTable;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What each host's meter has gained since it was last looked at. One thread. */
final class HostDeltas {
  private final HostTable hosts;
  private final Map<String, long[]> told = new HashMap<>();

  HostDeltas(HostTable hosts) {
    this.hosts = hosts;
  }

  /** Hands over an entry for each host of which there is something new. */
  void next(Consumer<LedgerEntry> sink) {
    hosts.forEach(
        (host, meter) -> {
          List<LedgerEntry.HostUse> uses = gained(host, meter);
          if (!uses.isEmpty()) {
            sink.accept(new LedgerEntry.HostCounters(System.currentTimeMillis(), host, uses));
          }
        });
  }

  private List<LedgerEntry.HostUse> gained(String host, HostMeter meter) {
    long[] before = told.computeIfAbsent(host, any -> new long[HostMeter.RESOURCES.size()]);
    List<LedgerEntry.HostUse> uses = new ArrayList<>();
    for (int i = 0; i < before.length; i++) {
      Resource resource = HostMeter.RESOURCES.get(i);
      long now = meter.used(resource);
      if (now != before[i]) {
        uses.add(new LedgerEntry.HostUse(resource.name(), now - before[i]));
        before[i] = now;
      }
    }
    return uses;
  }
}
