package dev.rein.agent.view;

import dev.rein.agent.ledger.ModelEntry.RateWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What providers have last said about how much more they answer. Its memory is bounded. */
public final class RateWindows {
  private static final int MOST = 500;

  private record Key(int account, String target, String kind) {}

  private final Map<Key, RateWindow> last = new LinkedHashMap<>();

  /**
   * Takes the next one.
   *
   * @return true when little is left and that was not so before: the rest is no news
   */
  boolean add(RateWindow window) {
    Key key = new Key(window.account(), window.target(), window.kind());
    RateWindow before = last.get(key);
    if (before == null && last.size() >= MOST) {
      return false;
    }
    last.put(key, window);
    return isLow(window) && (before == null || !isLow(before));
  }

  /** A tenth at most. */
  static boolean isLow(RateWindow window) {
    return window.limit() > 0
        && window.remaining() >= 0
        && window.remaining() <= window.limit() / 10;
  }

  /** The last of each account, target and kind. */
  public List<RateWindow> all() {
    return new ArrayList<>(last.values());
  }
}
