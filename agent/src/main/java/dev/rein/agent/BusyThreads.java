package dev.rein.agent;

import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.sample.PlatformThreads;
import java.util.HashMap;
import java.util.Map;

/** Which threads use the CPU time, as the JVM counts it. One thread. */
final class BusyThreads {
  /** What is less is noise, and most threads of a program hardly run. */
  private static final long LEAST_NANOS = 1_000_000;

  private final ThreadOwners owners;
  private final HotSpotTables hotSpots;
  private Map<Long, Long> lastNanos = Map.of();
  private boolean begun;

  BusyThreads(ThreadOwners owners, HotSpotTables hotSpots) {
    this.owners = owners;
    this.hotSpots = hotSpots;
  }

  /**
   * Takes what each thread has used since the last look; what was before the first is not known.
   */
  void look(PlatformThreads threads) {
    long[] ids = threads.ids();
    Map<Long, Long> now = new HashMap<>();
    for (int i = 0; i < ids.length; i++) {
      long nanos = threads.cpuNanos()[i];
      long used = nanos - lastNanos.getOrDefault(ids[i], 0L);
      if (begun && used >= LEAST_NANOS && !threads.isOwn(i)) {
        hotSpots.add(owners.of(ids[i]), Subject.THREAD, threads.name(i), (double) used);
      }
      now.put(ids[i], nanos);
    }
    lastNanos = now;
    begun = true;
  }
}
