package dev.rein.agent;

import dev.rein.agent.policy.AccountLimits;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Processes the host has started and that have not ended. Looked at before each start and at the
 * tick, since waiting for each by {@code onExit} would start threads in the host.
 */
final class LiveProcesses {
  private final Queue<Spawned> live = new ConcurrentLinkedQueue<>();

  private record Spawned(Process process, AccountLimits account) {}

  void add(Process process, AccountLimits account) {
    live.add(new Spawned(process, account));
  }

  /** Forgets those that have ended; the account that was charged is told, once for each. */
  void prune(Consumer<AccountLimits> onEnded) {
    for (Iterator<Spawned> each = live.iterator(); each.hasNext(); ) {
      Spawned spawned = each.next();
      // Two threads may prune at once; the one whose remove succeeds tells.
      if (!spawned.process.isAlive() && live.remove(spawned)) {
        onEnded.accept(spawned.account);
      }
    }
  }
}
