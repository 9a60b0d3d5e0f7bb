package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.sample.PlatformThreads;
import dev.rein.agent.sample.ThreadCounters;
import dev.rein.agent.sample.ThreadLooks;
import dev.rein.api.Resource;
import dev.rein.hook.AgentThreads;
import dev.rein.hook.HookHandler;
import dev.rein.hook.ThreadHooks;
import dev.rein.hook.ThreadUse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Charges agents with the CPU time and memory that the threads which work for them use. The JVM as
 * a whole is charged elsewhere, with what the process uses.
 */
final class ThreadAccounting {
  private static final long NANOS_A_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final PolicyEngine engine;
  private final Accounts accounts;

  /** Nanoseconds of accounts that do not make a millisecond yet. */
  private final Map<AccountLimits, AtomicLong> rests = new ConcurrentHashMap<>();

  /** Bytes allocated by threads that have ended. */
  private final LongAdder allocatedByEnded = new LongAdder();

  private volatile @Nullable ThreadCounters counters;
  private volatile @Nullable ThreadLooks looks;

  ThreadAccounting(PolicyEngine engine, Accounts accounts) {
    this.engine = engine;
    this.accounts = accounts;
  }

  /**
   * From now on threads can be looked at.
   *
   * @param newCounters null when this JVM has none
   */
  void begin(@Nullable ThreadCounters newCounters) {
    if (newCounters != null) {
      counters = newCounters;
      looks = new ThreadLooks(newCounters, ThreadHooks::isHostThread);
      ThreadUse.begin();
    }
  }

  /** Whether threads can be looked at by now, on this JVM. */
  boolean isCounting() {
    return counters != null;
  }

  /** The calling thread is going to work for somebody else, or ends. */
  void read(ThreadUse use, HookHandler handler) {
    ThreadCounters current = counters;
    if (current != null) {
      use.read(handler, current.currentCpuNanos(), current.currentAllocated());
    }
  }

  /** The calling thread ends. */
  void threadEnds() {
    ThreadCounters current = counters;
    if (current != null) {
      allocatedByEnded.add(current.currentAllocated());
    }
  }

  /** A thread has used this for an account. */
  void used(Object account, long cpuNanos, long allocated) {
    AccountLimits limits = accounts.ifAny(account);
    if (limits != null) {
      charge(limits, cpuNanos, allocated, false);
    }
  }

  /**
   * Charges an agent, and those above it but for the JVM.
   *
   * @param estimated whether samples have told it rather than counters
   */
  void charge(AccountLimits account, long cpuNanos, long allocated, boolean estimated) {
    if (account == accounts.jvm()) {
      return;
    }
    long millis = millis(account, cpuNanos);
    charge(account, Resource.CPU_TIME, millis);
    charge(account, Resource.MEMORY_ALLOCATED, allocated);
    if (estimated) {
      charge(account, Resource.CPU_TIME_ESTIMATED, millis);
      charge(account, Resource.MEMORY_ALLOCATED_ESTIMATED, allocated);
    }
  }

  private void charge(AccountLimits account, Resource resource, long amount) {
    if (amount > 0) {
      engine.transferredBelow(accounts.jvm(), account, resource, amount);
    }
  }

  private long millis(AccountLimits account, long nanos) {
    AtomicLong rest = rests.computeIfAbsent(account, any -> new AtomicLong());
    return (rest.getAndAccumulate(nanos, ThreadAccounting::rest) + nanos) / NANOS_A_MILLI;
  }

  private static long rest(long before, long nanos) {
    return (before + nanos) % NANOS_A_MILLI;
  }

  /** Brings all threads up to date; null while threads cannot be looked at. */
  @Nullable PlatformThreads look() {
    ThreadLooks current = looks;
    if (current == null) {
      return null;
    }
    PlatformThreads threads = current.look();
    ThreadUse.read(
        threads.ids(), threads.cpuNanos(), threads.allocated(), AgentThreads.platformAccounts());
    return threads;
  }

  /** Bytes that all threads but Rein's have allocated, those that have ended too. */
  long allAllocated(PlatformThreads threads) {
    return threads.programAllocated() + allocatedByEnded.sum();
  }
}
