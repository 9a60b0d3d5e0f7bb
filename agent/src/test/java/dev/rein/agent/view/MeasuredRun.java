package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;

/** Two minutes of a JVM that Rein looks at every second: one agent burns, the other allocates. */
final class MeasuredRun {
  static final long END = AgentLedger.AT + 120_000;

  private static final long MEBI = 1 << 20;

  private final AgentLedger ledger;

  MeasuredRun(AgentLedger ledger) {
    this.ledger = ledger;
  }

  /** With two agents, of which one has children. */
  void fill() {
    declare();
    ledger.open(1, "burner", "jvm");
    ledger.open(2, "burner/scratch", "burner");
    ledger.open(3, "hoarder", "jvm");
    ledger.limit(0, "host.cpu", "above", 85, "throttle");
    ledger.limit(3, "memory.allocated", "budget", 8192 * MEBI, "warn");
    for (int second = 1; second <= 120; second++) {
      long at = AgentLedger.AT + 1000L * second;
      // A wave of half a minute.
      long burnt = Math.round(450 + 440 * Math.sin(second * Math.PI / 15));
      ledger.useAt(at, 1, "cpu.time", burnt);
      ledger.useAt(at, 3, "cpu.time", 30);
      ledger.useAt(at, 0, "cpu.time", burnt + 80);
      ledger.useAt(at, 3, "memory.allocated", second * MEBI);
      ledger.useAt(at, 0, "memory.allocated", second * MEBI + 50_000);
      ledger.useAt(at, 0, "rein.cpu", 2);
    }
    levels();
    children();
    hotSpots();
  }

  /** All that this Rein knows, as its ledgers have it. */
  void declare() {
    List<ResourceName> names = new ArrayList<>();
    for (Resource one : Resource.all()) {
      names.add(new ResourceName(one.name(), one.unit(), one.isGauge(), one.isSum()));
    }
    ledger.add(new LedgerEntry.Resources(AgentLedger.AT, names));
  }

  private void levels() {
    level(0, "cpu.share", 31);
    level(1, "cpu.share", 26);
    level(3, "cpu.share", 1);
    level(0, "host.cpu", 62);
    level(0, "host.memory", 71);
    level(0, "disk.free", 43);
    level(0, "memory.heap", 210 * MEBI);
    level(0, "memory.heap.live", 96 * MEBI);
    level(0, "memory.rss", 412 * MEBI);
    level(0, "threads.peak", 24);
    level(0, "rein.lag", 3);
    level(0, "rein.allocated", 12 * MEBI);
    level(0, "gc.pause", 1340);
    level(1, "cpu.time.estimated", 400);
    level(0, "cpu.time.estimated", 400);
  }

  private void level(int account, String resource, long value) {
    ledger.useAt(END, account, resource, value);
  }

  private void children() {
    for (int account : new int[] {0, 3}) {
      level(account, "processes.spawned", 5);
      level(account, "processes.live", 2);
      level(account, "processes.cpu", 71_400);
      level(account, "processes.rss", 120 * MEBI + MEBI / 2);
    }
  }

  private void hotSpots() {
    hot(
        1,
        Subject.METHOD,
        spot("com.acme.search.Burner.search", 912),
        spot("java.lang.Math.sin", 61));
    hot(
        3,
        Subject.ALLOCATION,
        spot("byte[] com.acme.enterprise.integration.HoarderFactory.copyOf", 730),
        spot("java.lang.String java.lang.String.valueOf", 120),
        spot("int[] java.util.Arrays.copyOf", 50),
        spot("long[] com.acme.Hoarder.more", 3));
    hot(
        0,
        Subject.METHOD,
        spot("com.acme.search.Burner.search", 803),
        spot("java.lang.Math.sin", 54),
        spot("com.acme.Hoarder.fill", 41));
    hot(
        0,
        Subject.ALLOCATION,
        spot("byte[] com.acme.enterprise.integration.HoarderFactory.copyOf", 728));
    hot(0, Subject.THREAD, spot("burner-1", 790), spot("G1 Conc#0", 100), spot("main", 4));
  }

  static HotSpot spot(String name, int perMille) {
    return new HotSpot(name, perMille);
  }

  private void hot(int account, Subject subject, HotSpot... spots) {
    ledger.add(new LedgerEntry.HotSpots(END, account, subject, List.of(spots)));
  }
}
