package dev.rein.hook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Up to where a platform thread's CPU time and allocation are charged, and who pays for what comes
 * after. Made when a thread first works for an agent. It is brought up to date where the thread
 * goes on for somebody else and at its end, both on the thread itself, and from time to time by a
 * thread of Rein's; so what lies between two looks is charged to the one it was for.
 */
public final class ThreadUse {
  /**
   * A thread that changes hands more often is not looked at each time, since a look costs half a
   * microsecond: what lies between two looks then goes to the last of those it was for.
   */
  private static final long SHORTEST_NANOS = 50_000;

  /** By the id of the thread, which is not given to another. */
  private static final Map<Long, ThreadUse> USES = new ConcurrentHashMap<>();

  private @Nullable Object payer;
  private boolean begun;
  private boolean dropped;
  private long cpuNanos;
  private long allocated;
  private volatile long readAt;

  /**
   * @param begun whether all that the thread has used so far counts
   */
  private ThreadUse(@Nullable Object payer, boolean begun) {
    this.payer = payer;
    this.begun = begun;
    this.readAt = System.nanoTime() - SHORTEST_NANOS;
  }

  /**
   * That of a thread, made if there is none.
   *
   * @param payer who pays for what it has used, if it is made
   */
  static ThreadUse of(long thread, @Nullable Object payer) {
    ThreadUse known = USES.get(thread);
    if (known != null) {
      return known;
    }
    ThreadUse made = new ThreadUse(payer, thread > ContextHooks.lastIdBefore());
    ThreadUse other = USES.putIfAbsent(thread, made);
    return other == null ? made : other;
  }

  /**
   * Brings threads up to date, from any thread.
   *
   * @param threads ids of live ones
   * @param cpuNanos of each, since its start; below zero where it is not known
   * @param allocated bytes of each, since its start
   * @param accounts who pays for those that have not been seen yet
   */
  public static void read(
      long[] threads, long[] cpuNanos, long[] allocated, Map<Long, Object> accounts) {
    HookHandler current = Hooks.handler();
    if (current == null) {
      return;
    }
    for (int i = 0; i < threads.length; i++) {
      ThreadUse use = USES.get(threads[i]);
      if (use == null) {
        Object account = accounts.get(threads[i]);
        use = account == null ? null : of(threads[i], account);
      }
      if (use != null && cpuNanos[i] >= 0) {
        use.read(current, cpuNanos[i], allocated[i]);
      }
    }
  }

  /** Forgets all: another handler has not charged it. */
  static void clear() {
    for (ThreadUse use : USES.values()) {
      use.drop();
    }
    USES.clear();
  }

  private synchronized void drop() {
    dropped = true;
    payer = null;
  }

  /** Whether it does not count any more. */
  synchronized boolean isDropped() {
    return dropped;
  }

  /** The thread it is of goes on for another account; called on that thread, with its guard. */
  void switchTo(@Nullable Object next, CallGuard guard) {
    if (pays(next)) {
      return;
    }
    if (System.nanoTime() - readAt >= SHORTEST_NANOS) {
      readOwn(guard);
    }
    setPayer(next);
  }

  private synchronized boolean pays(@Nullable Object account) {
    return payer == account;
  }

  private synchronized void setPayer(@Nullable Object next) {
    payer = next;
  }

  /** The thread it is of ends. */
  void end(long thread, CallGuard guard) {
    ThreadUse unused = USES.remove(thread);
    readOwn(guard);
    drop();
  }

  private void readOwn(CallGuard guard) {
    HookHandler current = Hooks.handler();
    if (current == null || !Hooks.isOn(Operation.AGENT)) {
      return;
    }
    guard.suspend();
    try {
      current.readThread(this);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.AGENT, failure);
    } finally {
      guard.resume();
    }
  }

  /**
   * Charges what has come since the last reading; nothing when that was a later one than this.
   *
   * @param nowCpuNanos of the thread, since its start
   * @param nowAllocated bytes, of the thread, since its start
   */
  public synchronized void read(HookHandler handler, long nowCpuNanos, long nowAllocated) {
    long moreCpu = nowCpuNanos - cpuNanos;
    long moreAllocated = nowAllocated - allocated;
    if (dropped || moreCpu < 0 || moreAllocated < 0) {
      return;
    }
    Object account = payer;
    boolean counts = begun;
    cpuNanos = nowCpuNanos;
    allocated = nowAllocated;
    begun = true;
    readAt = System.nanoTime();
    if (counts && account != null) {
      handler.used(account, moreCpu, moreAllocated);
    }
  }
}
