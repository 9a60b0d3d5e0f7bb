package dev.rein.agent.governor;

import dev.rein.agent.policy.Intervention;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What becomes of accounts that were ended and go on all the same. They were told by their calls
 * failing; after the grace their threads are interrupted, after another the JVM may end. One
 * thread.
 */
final class Endings {
  private final HostThreads threads;
  private final Map<AccountLimits, Ending> endings = new HashMap<>();

  Endings(HostThreads threads) {
    this.threads = threads;
  }

  /** Since when, and whether the threads were interrupted. */
  private record Ending(long since, boolean interrupted) {}

  /**
   * Does what is due.
   *
   * @param ended the accounts that were ended; those that are over are taken out
   */
  void look(List<AccountLimits> ended, Intervention intervention, long now) {
    long grace = intervention.grace().toNanos();
    for (AccountLimits account : ended) {
      endings.computeIfAbsent(account, any -> new Ending(now, false));
    }
    for (Iterator<Map.Entry<AccountLimits, Ending>> each = endings.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<AccountLimits, Ending> entry = each.next();
      Ending ending = entry.getValue();
      if (now - ending.since < grace) {
        continue;
      }
      AccountLimits account = entry.getKey();
      boolean still = threads.interrupt(account) > 0;
      if (!ending.interrupted && still) {
        entry.setValue(new Ending(now, true));
        continue;
      }
      each.remove();
      ended.remove(account);
      if (still && intervention.exit()) {
        threads.exit("account '" + account.id() + "' was terminated and goes on");
      }
    }
  }
}
