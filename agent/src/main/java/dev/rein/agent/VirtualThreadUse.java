package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.sample.PlatformThreads;
import java.util.HashMap;
import java.util.Map;

/**
 * Divides what the threads that carry virtual ones have used among the accounts of these, as
 * samples show them at work: the JVM counts for carriers only. An estimate, and charged as such.
 */
final class VirtualThreadUse {
  private final ThreadAccounting charging;
  private final Map<AccountLimits, double[]> cpu = new HashMap<>();
  private final Map<AccountLimits, double[]> memory = new HashMap<>();
  private long cpuNanos;
  private long allocated;
  private PlatformThreads.Use seen = new PlatformThreads.Use(0, 0);

  VirtualThreadUse(ThreadAccounting charging) {
    this.charging = charging;
  }

  /** A virtual thread of this account, or of none, was found at work. */
  synchronized void atWork(AccountLimits account) {
    cpu.computeIfAbsent(account, any -> new double[1])[0]++;
  }

  /** A virtual thread of this account, or of none, was found allocating. */
  synchronized void allocates(AccountLimits account, double weight) {
    memory.computeIfAbsent(account, any -> new double[1])[0] += weight;
  }

  /**
   * Divides what has come since it was divided last; waits for samples where there is none.
   *
   * @param carriers what the carriers have used since their starts
   */
  void look(PlatformThreads.Use carriers) {
    Map<AccountLimits, double[]> working;
    Map<AccountLimits, double[]> allocating;
    PlatformThreads.Use more = carriers.since(seen);
    seen = carriers;
    cpuNanos += more.cpuNanos();
    allocated += more.allocated();
    synchronized (this) {
      working = Map.copyOf(cpu);
      allocating = Map.copyOf(memory);
      cpu.clear();
      memory.clear();
    }
    if (!working.isEmpty()) {
      double all = sum(working);
      working.forEach((account, w) -> charge(account, (long) (cpuNanos * w[0] / all), 0));
      cpuNanos = 0;
    }
    if (!allocating.isEmpty()) {
      double all = sum(allocating);
      allocating.forEach((account, w) -> charge(account, 0, (long) (allocated * w[0] / all)));
      allocated = 0;
    }
  }

  private void charge(AccountLimits account, long nanos, long bytes) {
    charging.charge(account, nanos, bytes, true);
  }

  private static double sum(Map<AccountLimits, double[]> weights) {
    return weights.values().stream().mapToDouble(weight -> weight[0]).sum();
  }
}
