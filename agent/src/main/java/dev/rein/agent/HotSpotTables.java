package dev.rein.agent;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.sample.HotSpots;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What is hot in each account, as samples have told. Any thread. */
final class HotSpotTables {
  /** How many of each are told. */
  private static final int MOST = 10;

  private final NanoClock clock;
  private final Map<AccountLimits, Tables> byAccount = new ConcurrentHashMap<>();

  HotSpotTables(NanoClock clock) {
    this.clock = clock;
  }

  /** Those of one account, by subject; guarded by itself. */
  private static final class Tables {
    private final Map<Subject, HotSpots> tables = new EnumMap<>(Subject.class);
    private final Map<Subject, List<HotSpot>> told = new EnumMap<>(Subject.class);

    synchronized HotSpots of(Subject subject, long now) {
      return tables.computeIfAbsent(subject, any -> new HotSpots(now));
    }

    synchronized void collect(int account, Consumer<LedgerEntry> sink) {
      tables.forEach(
          (subject, table) -> {
            List<HotSpot> spots = table.hottest(MOST).stream().map(Tables::entry).toList();
            if (!spots.equals(told.put(subject, spots))) {
              sink.accept(
                  new LedgerEntry.HotSpots(System.currentTimeMillis(), account, subject, spots));
            }
          });
    }

    private static HotSpot entry(HotSpots.Spot spot) {
      return new HotSpot(spot.name(), (int) Math.min(1000, Math.round(1000 * spot.share())));
    }
  }

  /**
   * A sample of what an account's threads do; it counts for those above too.
   *
   * @param weight against other samples of the subject, above 0
   */
  void add(AccountLimits account, Subject subject, String name, double weight) {
    long now = clock.nanos();
    for (AccountLimits level = account; level != null; level = level.parent()) {
      byAccount.computeIfAbsent(level, any -> new Tables()).of(subject, now).add(name, weight, now);
    }
  }

  /** Hands over what is hot by now, where that has changed. */
  void collect(Consumer<LedgerEntry> sink) {
    byAccount.forEach((account, tables) -> tables.collect(account.account().number(), sink));
  }
}
