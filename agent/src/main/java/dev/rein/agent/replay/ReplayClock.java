package dev.rein.agent.replay;

import dev.rein.agent.account.NanoClock;
import java.util.concurrent.TimeUnit;

/** The time of the entries: it begins with the first one and never goes back. */
final class ReplayClock implements NanoClock {
  /** What nanoseconds can tell, with room to add to them. */
  private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(365L * 100);

  private long begin = Long.MIN_VALUE;
  private long now;

  void advanceTo(long at) {
    if (begin == Long.MIN_VALUE) {
      begin = at;
      now = at;
    }
    if (at > now && at - LONGEST_MILLIS < begin) {
      now = at;
    }
  }

  /** In milliseconds since 1970. */
  long at() {
    return now;
  }

  boolean hasBegun() {
    return begin != Long.MIN_VALUE;
  }

  @Override
  public long nanos() {
    return hasBegun() ? TimeUnit.MILLISECONDS.toNanos(now - begin) : 0;
  }
}
