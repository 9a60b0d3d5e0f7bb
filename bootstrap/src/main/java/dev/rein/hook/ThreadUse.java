package dev.rein.hook;

import java.util.Arrays;
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

  /** An ended one is kept until no look that had begun before its end can bring it back. */
  private static final int LOOKS_AFTER_END = 2;

  /** One whose end nobody has told is given up when so many looks in a row have not found it. */
  private static final int LOOKS_AFTER_LOSS = 60;

  /** By the id of the thread, which is not given to another. */
  private static final Map<Long, ThreadUse> USES = new ConcurrentHashMap<>();

  /** Whether somebody looks; nothing is kept otherwise. */
  private static volatile boolean inUse;

  /** The threads that the last look has found, in order. */
  private static volatile long[] found = {};

  private volatile @Nullable Object payer;
  private volatile boolean dropped;
  private volatile long readAt;
  private boolean claimed;
  private boolean begun;
  private long cpuNanos;
  private long allocated;

  /** How many looks in a row have not found the thread; of the thread that looks. */
  private int missing;

  /**
   * @param begun whether all that the thread has used so far counts
   */
  private ThreadUse(@Nullable Object payer, boolean begun) {
    this.payer = payer;
    this.begun = begun;
    this.readAt = System.nanoTime() - SHORTEST_NANOS;
  }

  /** Somebody will call {@link #read} from time to time, until there is another handler. */
  public static void begin() {
    inUse = true;
  }

  static boolean isInUse() {
    return inUse;
  }

  /**
   * That of the calling thread, made if there is none. It follows the thread's guard from now on.
   *
   * @param payer who pays for what it has used, if it is made
   */
  static ThreadUse own(@Nullable Object payer) {
    ThreadUse use = of(Thread.currentThread().getId(), payer);
    use.claim();
    return use;
  }

  private static ThreadUse of(long thread, @Nullable Object payer) {
    ThreadUse known = USES.get(thread);
    if (known != null) {
      return known;
    }
    // What was there at the last look and did not work for an agent has used the rest for others.
    boolean fromStart = thread > ContextHooks.lastIdBefore() && !isAmong(found, thread);
    ThreadUse made = new ThreadUse(payer, fromStart);
    ThreadUse other = USES.putIfAbsent(thread, made);
    return other == null ? made : other;
  }

  private static boolean isAmong(long[] sorted, long thread) {
    return Arrays.binarySearch(sorted, thread) >= 0;
  }

  /**
   * Brings threads up to date. Of one thread at a time, whichever.
   *
   * @param threads ids of all live ones
   * @param cpuNanos of each, since its start; below zero where it is not known
   * @param allocated bytes of each, since its start
   * @param accounts who pays for those that have not come by a hook yet
   */
  public static void read(
      long[] threads, long[] cpuNanos, long[] allocated, Map<Long, Object> accounts) {
    HookHandler current = Hooks.handler();
    if (current == null) {
      return;
    }
    for (int i = 0; i < threads.length; i++) {
      Object account = accounts.get(threads[i]);
      ThreadUse use = account == null ? USES.get(threads[i]) : of(threads[i], account);
      if (use != null && cpuNanos[i] >= 0 && allocated[i] >= 0) {
        use.read(current, cpuNanos[i], allocated[i]);
        use.follow(account);
      }
    }
    long[] sorted = threads.clone();
    Arrays.sort(sorted);
    found = sorted;
    USES.entrySet().removeIf(entry -> entry.getValue().isGone(isAmong(sorted, entry.getKey())));
  }

  private boolean isGone(boolean wasFound) {
    missing = wasFound ? 0 : missing + 1;
    if (missing < (dropped ? LOOKS_AFTER_END : LOOKS_AFTER_LOSS)) {
      return false;
    }
    drop();
    return true;
  }

  /** Forgets all: another handler has not charged it. */
  static void clear() {
    inUse = false;
    found = new long[0];
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
  boolean isDropped() {
    return dropped;
  }

  private synchronized void claim() {
    claimed = true;
  }

  /** Another thread says for whom this one works, as long as that does not do so itself. */
  private synchronized void follow(@Nullable Object account) {
    if (!claimed && !dropped) {
      payer = account;
    }
  }

  /** The thread it is of goes on for another account; called on that thread, with its guard. */
  void switchTo(@Nullable Object next, CallGuard guard) {
    if (payer == next) {
      return;
    }
    if (System.nanoTime() - readAt >= SHORTEST_NANOS) {
      readOwn(guard);
    }
    payer = next;
  }

  /** The thread it is of ends. */
  void end(CallGuard guard) {
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
  public void read(HookHandler handler, long nowCpuNanos, long nowAllocated) {
    Object account;
    long moreCpu;
    long moreAllocated;
    synchronized (this) {
      // Each by itself: the two are not read at the same moment, here and by others.
      moreCpu = Math.max(0, nowCpuNanos - cpuNanos);
      moreAllocated = Math.max(0, nowAllocated - allocated);
      account = begun && !dropped ? payer : null;
      begun = true;
      cpuNanos += moreCpu;
      allocated += moreAllocated;
      if (moreCpu > 0) {
        readAt = System.nanoTime();
      }
    }
    // Without the lock: a limit that is reached may take its time.
    if (account != null && (moreCpu > 0 || moreAllocated > 0)) {
      handler.used(account, moreCpu, moreAllocated);
    }
  }
}
