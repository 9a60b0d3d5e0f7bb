package dev.rein.hook;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which threads work for an agent now, platform and virtual. A thread is entered once, when it
 * first works for one, and leaves at its end or when it is collected. Those that were started by an
 * agent or have the name of one, and have not come by a hook yet, are found too.
 *
 * <p>The threads are not held up: an answer may be over when it is given. {@link #interrupt} looks
 * immediately before each interrupt; one that ends its work within these few instructions is
 * interrupted afterwards. In a pool's worker that has no effect, for {@code ThreadPoolExecutor} and
 * {@code ForkJoinPool} clear the interrupt between tasks, unless the worker has begun another task
 * by then.
 */
public final class AgentThreads {
  private static final Map<Entry, Boolean> ENTRIES = new ConcurrentHashMap<>();
  private static final ReferenceQueue<Thread> COLLECTED = new ReferenceQueue<>();

  private static final EndedThreads ENDED = new EndedThreads();

  private AgentThreads() {}

  /**
   * The threads that work for an account now.
   *
   * @param accounts tells the accounts by what {@link HookHandler#agent} has returned; it is never
   *     asked about the JVM's
   */
  public static List<Thread> of(Predicate<Object> accounts) {
    List<Thread> found = new ArrayList<>();
    for (Entry entry : ENTRIES.keySet()) {
      Thread thread = entry.get();
      if (thread != null && thread.isAlive() && worksFor(entry.guard.worksFor(), accounts)) {
        found.add(thread);
      }
    }
    for (Map.Entry<Thread, Object> unseen : unseen().entrySet()) {
      if (worksFor(unseen.getValue(), accounts)) {
        found.add(unseen.getKey());
      }
    }
    return found;
  }

  /**
   * Who pays for what threads do now, by their ids: of those that work for an agent, and of some
   * that have ended a moment ago.
   */
  public static Map<Long, Object> accounts() {
    return accounts(true);
  }

  /** The same of platform threads alone, for there may be very many virtual ones. */
  public static Map<Long, Object> platformAccounts() {
    return accounts(false);
  }

  private static Map<Long, Object> accounts(boolean virtualToo) {
    Map<Long, Object> accounts = new HashMap<>();
    ENDED.addTo(accounts);
    for (Entry entry : ENTRIES.keySet()) {
      boolean asked = virtualToo || !entry.guard.isVirtual();
      Object account = asked ? entry.guard.worksFor() : null;
      if (account != null) {
        accounts.put(entry.id, account);
      }
    }
    for (Map.Entry<Thread, Object> unseen : unseen().entrySet()) {
      accounts.put(unseen.getKey().getId(), unseen.getValue());
    }
    return accounts;
  }

  /**
   * Interrupts the threads that work for an account now, but for those that are inside Rein, such
   * as the ones that wait for a limit: whoever calls has let these go, or calls again.
   *
   * @param accounts as for {@link #of}
   * @return how many were interrupted
   */
  public static int interrupt(Predicate<Object> accounts) {
    int interrupted = 0;
    for (Entry entry : ENTRIES.keySet()) {
      Thread thread = entry.get();
      if (thread != null
          && thread.isAlive()
          && !entry.guard.isSuspended()
          && worksFor(entry.guard.worksFor(), accounts)) {
        thread.interrupt();
        interrupted++;
      }
    }
    for (Map.Entry<Thread, Object> unseen : unseen().entrySet()) {
      if (worksFor(unseen.getValue(), accounts)) {
        unseen.getKey().interrupt();
        interrupted++;
      }
    }
    return interrupted;
  }

  private static boolean worksFor(@Nullable Object account, Predicate<Object> accounts) {
    return account != null && accounts.test(account);
  }

  /** Live threads that have not come by a hook, and what they began with. */
  private static IdentityHashMap<Thread, Object> unseen() {
    Set<Thread> candidates = Collections.newSetFromMap(new IdentityHashMap<>());
    candidates.addAll(ContextHooks.startedThreads());
    if (ThreadAgent.inUse()) {
      addPlatformThreads(candidates);
    }
    for (Entry entry : ENTRIES.keySet()) {
      candidates.remove(entry.get());
    }
    IdentityHashMap<Thread, Object> unseen = new IdentityHashMap<>();
    for (Thread thread : candidates) {
      if (thread.isAlive() && !Exemptions.isHousekeeping(thread)) {
        Object account = ThreadAgent.accountOf(thread, ContextHooks.accountOf(thread));
        if (account != null) {
          unseen.put(thread, account);
        }
      }
    }
    return unseen;
  }

  private static void addPlatformThreads(Set<Thread> all) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root != null && root.getParent() != null) {
      root = root.getParent();
    }
    if (root != null) {
      // More may start meanwhile; what does not fit is left out.
      Thread[] found = new Thread[2 * root.activeCount() + 10];
      int count = root.enumerate(found);
      for (int i = 0; i < count; i++) {
        all.add(found[i]);
      }
    }
  }

  /** The calling thread begins to work for an agent for the first time. */
  static Object enter(CallGuard guard) {
    for (Reference<?> gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
      leave(gone);
    }
    Entry entry = new Entry(Thread.currentThread(), guard);
    ENTRIES.put(entry, Boolean.TRUE);
    return entry;
  }

  /** The thread ends that this was given for. */
  static void leave(Object entry) {
    Boolean unused = ENTRIES.remove(entry);
    if (entry instanceof Entry ended) {
      Object account = ended.guard.worksFor();
      if (account != null) {
        ENDED.add(ended.id, account);
      }
    }
  }

  /** A thread and its guard. Equal to nothing but itself. */
  private static final class Entry extends WeakReference<Thread> {
    private final CallGuard guard;
    private final long id;

    Entry(Thread thread, CallGuard guard) {
      super(thread, COLLECTED);
      this.guard = guard;
      this.id = thread.getId();
    }
  }

  /**
   * The last threads that ended while they worked for an agent: samples of them come in later.
   * Threads may overwrite one another's.
   */
  private static final class EndedThreads {
    private static final int SLOTS = 1024;

    private final AtomicReferenceArray<@Nullable Ended> last = new AtomicReferenceArray<>(SLOTS);
    private final AtomicInteger next = new AtomicInteger();

    void add(long id, Object account) {
      last.set(next.getAndIncrement() & (SLOTS - 1), new Ended(id, account));
    }

    void addTo(Map<Long, Object> accounts) {
      for (int i = 0; i < SLOTS; i++) {
        Ended ended = last.get(i);
        if (ended != null) {
          accounts.put(ended.id, ended.account);
        }
      }
    }

    private record Ended(long id, Object account) {}
  }
}
