package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import org.jspecify.annotations.Nullable;

/** How often an agent is at work right now, and when it last got something done. */
final class Progress {
  private final NanoClock clock;
  private int active;
  private long since;
  private long lastWallMillis;

  Progress(NanoClock clock) {
    this.clock = clock;
    this.since = clock.nanos();
  }

  synchronized void begin() {
    if (active++ == 0) {
      since = clock.nanos();
    }
  }

  synchronized void end() {
    active = Math.max(0, active - 1);
  }

  synchronized int active() {
    return active;
  }

  synchronized void delivered(long wallMillis) {
    since = clock.nanos();
    lastWallMillis = wallMillis;
  }

  /** The timer begins anew. */
  synchronized void restart() {
    since = clock.nanos();
  }

  /** Nanoseconds since the last deliverable or the begin of the work; 0 when none is going on. */
  synchronized long idleNanos() {
    return active == 0 ? 0 : clock.nanos() - since;
  }

  /** When the last deliverable was, in milliseconds since 1970; null when there was none. */
  synchronized @Nullable Long lastDelivered() {
    return lastWallMillis == 0 ? null : lastWallMillis;
  }
}
