package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Processes the host has started and that have not ended. Looked at before each start and at the
 * tick, since waiting for each by {@code onExit} would start threads in the host.
 */
final class LiveProcesses {
  private final Queue<Spawned> live = new ConcurrentLinkedQueue<>();

  /** A process, who was charged for it, and the {@link System#nanoTime()} of its start. */
  record Spawned(Process process, AccountLimits limits, long since) {
    long lifeMillis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }
  }

  void add(Process process, AccountLimits limits) {
    live.add(new Spawned(process, limits, System.nanoTime()));
  }

  /** Forgets those that have ended; each is told once. */
  void prune(Consumer<Spawned> onEnded) {
    for (Iterator<Spawned> each = live.iterator(); each.hasNext(); ) {
      Spawned spawned = each.next();
      // Two threads may prune at once; the one whose remove succeeds tells.
      if (!spawned.process.isAlive() && live.remove(spawned)) {
        onEnded.accept(spawned);
      }
    }
  }
}
