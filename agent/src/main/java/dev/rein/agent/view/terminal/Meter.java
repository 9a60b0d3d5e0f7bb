package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.ResourceState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How near an account is to a limit.
 *
 * @param part of the limit that is used up, 0 to any
 */
record Meter(String resource, ResourceState state, LimitState limit, double part) {
  /** The limit that an account is nearest to; null when it has none that fills up. */
  static @Nullable Meter fullest(AccountState account) {
    Meter fullest = null;
    for (Map.Entry<String, ResourceState> one : account.resources().entrySet()) {
      for (LimitState limit : one.getValue().limits()) {
        double part = part(limit, one.getValue().used());
        if (part >= 0 && (fullest == null || part > fullest.part())) {
          fullest = new Meter(one.getKey(), one.getValue(), limit, part);
        }
      }
    }
    return fullest;
  }

  /** Below 0 for a limit that does not fill up. */
  static double part(LimitState limit, long used) {
    return limit.isTotal() && limit.limit() > 0 ? Math.max(0, (double) used / limit.limit()) : -1;
  }

  /** The phase that being so full looks like: yellow from the warning, red at the limit. */
  static String phase(LimitState limit, long used) {
    Long warn = limit.warn();
    if (used >= limit.limit()) {
      return "intervention";
    }
    return warn != null && used >= warn ? "warning" : "normal";
  }
}
