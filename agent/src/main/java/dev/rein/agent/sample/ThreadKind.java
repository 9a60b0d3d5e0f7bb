package dev.rein.agent.sample;

import java.util.HashMap;
import java.util.Map;

/**
 * Adds up what threads of one kind have used, also what those had that have ended meanwhile: the
 * sum never goes down. One thread.
 */
final class ThreadKind {
  private Map<Long, PlatformThreads.Use> before = new HashMap<>();
  private Map<Long, PlatformThreads.Use> now = new HashMap<>();
  private PlatformThreads.Use ended = PlatformThreads.Use.NONE;

  /** One of them, as it is seen by this look. */
  void add(long thread, PlatformThreads.Use use) {
    now.put(thread, use);
  }

  /** Ends the look. */
  PlatformThreads.Use sum() {
    before.keySet().removeAll(now.keySet());
    ended = sum(ended, before);
    before = now;
    now = new HashMap<>();
    return sum(ended, before);
  }

  private static PlatformThreads.Use sum(
      PlatformThreads.Use first, Map<Long, PlatformThreads.Use> others) {
    PlatformThreads.Use sum = first;
    for (PlatformThreads.Use other : others.values()) {
      sum = sum.plus(other);
    }
    return sum;
  }
}
