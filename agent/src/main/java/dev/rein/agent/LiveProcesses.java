package dev.rein.agent;

import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Processes the host has started and that have not ended. Looked at before each start and at the
 * tick, since waiting for each by {@code onExit} would start threads in the host.
 */
final class LiveProcesses {
  private final Queue<Process> live = new ConcurrentLinkedQueue<>();

  void add(Process process) {
    live.add(process);
  }

  /** Forgets those that have ended; each is told once. */
  void prune(Runnable onEnded) {
    for (Iterator<Process> each = live.iterator(); each.hasNext(); ) {
      Process process = each.next();
      // Two threads may prune at once; the one whose remove succeeds tells.
      if (!process.isAlive() && live.remove(process)) {
        onEnded.run();
      }
    }
  }
}
