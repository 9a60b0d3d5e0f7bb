package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.sample.PlatformThreads;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Divides what the threads that carry virtual ones have used among the accounts of these, as
 * samples show them at work: the JVM counts for carriers only. An estimate, and charged as such.
 */
final class VirtualThreadUse {
  /** What no sample has come for by then stays the JVM's: a late one says nothing of it. */
  private static final int MOST_LOOKS = 10;

  private final ThreadAccounting charging;
  private final Part cpu = new Part();
  private final Part memory = new Part();
  private PlatformThreads.@Nullable Use seen;

  /**
   * @param fromStart whether all that carriers have used so far counts: Rein is there since the
   *     program's start
   */
  VirtualThreadUse(ThreadAccounting charging, boolean fromStart) {
    this.charging = charging;
    this.seen = fromStart ? PlatformThreads.Use.NONE : null;
  }

  /** What carriers have used of one thing, and whose virtual threads were seen to use it. */
  private static final class Part {
    private Map<AccountLimits, Double> weights = new HashMap<>();
    private long waiting;
    private int looks;

    synchronized void add(AccountLimits account, double weight) {
      weights.merge(account, weight, Double::sum);
    }

    private synchronized Map<AccountLimits, Double> take() {
      Map<AccountLimits, Double> taken = weights;
      weights = new HashMap<>();
      return taken;
    }

    void divide(long more, ObjLongConsumer<AccountLimits> sink) {
      Map<AccountLimits, Double> taken = take();
      waiting += more;
      looks++;
      if (!taken.isEmpty()) {
        double all = taken.values().stream().mapToDouble(Double::doubleValue).sum();
        taken.forEach((account, weight) -> sink.accept(account, (long) (waiting * weight / all)));
      } else if (looks < MOST_LOOKS) {
        return;
      }
      waiting = 0;
      looks = 0;
    }
  }

  /** A virtual thread of this account, or of none, was found at work. */
  void atWork(AccountLimits account) {
    cpu.add(account, 1);
  }

  /** A virtual thread of this account, or of none, was found allocating. */
  void allocates(AccountLimits account, double weight) {
    memory.add(account, weight);
  }

  /**
   * Divides what has come since it was divided last; waits for samples where there is none.
   *
   * @param carriers what the carriers have used since their starts
   */
  void look(PlatformThreads.Use carriers) {
    PlatformThreads.Use more = carriers.since(seen == null ? carriers : seen);
    seen = carriers;
    cpu.divide(more.cpuNanos(), (account, nanos) -> charging.charge(account, nanos, 0, true));
    memory.divide(more.allocated(), (account, bytes) -> charging.charge(account, 0, bytes, true));
  }
}
