package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The timelines of what a ledger's accounts used, by account and resource. */
public final class Timelines {
  /** About 4 MB in all; later accounts have none. */
  private static final int MOST = 1_000;

  private record Key(String account, String resource) {}

  private final Map<Key, Timeline> timelines = new HashMap<>();
  private long start = -1;

  /** Takes what an account has come to by these counters, which it has counted already. */
  void add(AccountState account, LedgerEntry.Counters counters) {
    if (start < 0) {
      start = Math.max(0, counters.at());
    }
    for (LedgerEntry.Delta delta : counters.deltas()) {
      Key key = new Key(account.id(), delta.resource());
      Timeline timeline = timelines.get(key);
      if (timeline == null) {
        if (timelines.size() == MOST) {
          continue;
        }
        timeline = new Timeline(start);
        timelines.put(key, timeline);
      }
      timeline.set(counters.at(), account.used(delta.resource()));
    }
  }

  /** That of one account's use of one resource; null when it has used none. */
  public @Nullable Timeline of(String account, String resource) {
    return timelines.get(new Key(account, resource));
  }
}
