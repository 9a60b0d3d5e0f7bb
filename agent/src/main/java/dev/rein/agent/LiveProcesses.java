package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.policy.Price;
import dev.rein.hook.ContextHooks;
import dev.rein.hook.JobAccount;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Processes the host has started and that have not ended. Looked at before each start and at the
 * tick, since waiting for each by {@code onExit} would start threads in the host.
 */
final class LiveProcesses {
  private final Queue<Spawned> live = new ConcurrentLinkedQueue<>();

  /** A process, who was charged for it, the rules it falls under, and what it has cost. */
  static final class Spawned {
    private final Process process;
    private final AccountLimits limits;
    private final Rules.Match match;
    private final @Nullable JobAccount job = ContextHooks.job();
    private final long since = System.nanoTime();
    private long charged;

    Spawned(Process process, AccountLimits limits, Rules.Match match) {
      this.process = process;
      this.limits = limits;
      this.match = match;
    }

    Process process() {
      return process;
    }

    AccountLimits limits() {
      return limits;
    }

    Rules.Match match() {
      return match;
    }

    /** What it was started for; null when the program has not said. */
    @Nullable JobAccount job() {
      return job;
    }

    long lifeMillis() {
      return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    /** What it costs by now and was not told yet, in millionths of a dollar. */
    synchronized long takeCost() {
      long cost = Price.ofTime(match.perHour(), lifeMillis());
      long more = cost - charged;
      charged = cost;
      return more;
    }
  }

  void add(Process process, AccountLimits limits, Rules.Match match) {
    live.add(new Spawned(process, limits, match));
  }

  /**
   * Forgets those that have ended; each is told once.
   *
   * @param onCost takes what the time has cost since the last look
   */
  void prune(ObjLongConsumer<Spawned> onCost, Consumer<Spawned> onEnded) {
    for (Iterator<Spawned> each = live.iterator(); each.hasNext(); ) {
      Spawned spawned = each.next();
      boolean ended = !spawned.process.isAlive();
      if (spawned.match.perHour() != 0) {
        long cost = spawned.takeCost();
        if (cost > 0) {
          onCost.accept(spawned, cost);
        }
      }
      // Two threads may prune at once; the one whose remove succeeds tells.
      if (ended && live.remove(spawned)) {
        onEnded.accept(spawned);
      }
    }
  }
}
