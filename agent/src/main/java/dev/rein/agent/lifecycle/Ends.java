package dev.rein.agent.lifecycle;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Kind;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen.Stage;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the end of an agent's work and of the JVM. Tracked resources are closed on the
 * thread that ends the work, as try-with-resources would; all else is done a moment later on a
 * thread of Rein's, which is there only while there is something to do: what is being stopped just
 * then is not left open.
 */
public final class Ends {
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(200);

  /** A JVM that ends does not wait longer than that for all of it. */
  private static final long LONGEST_END_MILLIS = 4_000;

  /** For what may hang. */
  private static final long LONGEST_CLOSE_MILLIS = 1_000;

  private static final Duration LONGEST_HOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_PROCESS_AT_END = Duration.ofSeconds(2);
  private static final Duration LONGEST_PROCESS = Duration.ofMinutes(1);

  private final OpenThings things;
  private final Told told;
  private final Tracked tracked;
  private final ShutdownHooks shutdownHooks;
  private final Cleaner cleaner;
  private final Lifecycle.Threads threads;
  private final Deque<Ended> ended = new ArrayDeque<>();
  private boolean working;
  private volatile @Nullable Thread worker;
  private volatile boolean enforcing = true;
  private volatile boolean closed;

  Ends(
      OpenThings things,
      Told told,
      Tracked tracked,
      ShutdownHooks shutdownHooks,
      Consumer<LedgerEntry> ledger,
      Lifecycle.Threads threads) {
    this.things = things;
    this.told = told;
    this.tracked = tracked;
    this.shutdownHooks = shutdownHooks;
    this.cleaner = new Cleaner(ledger);
    this.threads = threads;
  }

  /**
   * An agent's work that has ended.
   *
   * @param last whether none of its account goes on
   */
  private record Ended(AccountLimits account, List<OpenThing> left, boolean last, long at) {}

  Told told() {
    return told;
  }

  /** Whether what the policy says to clean is cleaned, or only told. */
  public void setEnforcing(boolean enforces) {
    enforcing = enforces;
  }

  /**
   * An agent's work has ended, on the calling thread.
   *
   * @param run which one
   * @param last whether none of its account goes on
   */
  public void ofAgent(AccountLimits account, @Nullable Object run, boolean last) {
    List<OpenThing> left = new ArrayList<>();
    if (!things.isEmpty()) {
      List<OpenThing> started = things.those(thing -> thing.isOf(account, run, last));
      tracked.close(started);
      left.addAll(started);
      left.removeIf(thing -> thing.kind() == Kind.TRACKED || thing.isToldAtEnd());
    }
    boolean files = last && account.account().meter(Resource.FILES_OPEN).used() > 0;
    if (!closed && (!left.isEmpty() || files)) {
      later(new Ended(account, left, last, System.nanoTime()));
    }
  }

  private synchronized void later(Ended work) {
    ended.addLast(work);
    if (!working) {
      working = true;
      Thread started = threads.unstarted("rein-lifecycle", this::work);
      worker = started;
      started.start();
    }
  }

  private void work() {
    for (Ended next = next(); next != null; next = next()) {
      long left = next.at + MOMENT - System.nanoTime();
      for (; left > 0 && !closed; left = next.at + MOMENT - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
      }
      if (!closed) {
        report(next, LONGEST_PROCESS);
      }
    }
  }

  private synchronized @Nullable Ended next() {
    Ended next = ended.pollFirst();
    working = next != null;
    return next;
  }

  private void report(Ended work, Duration longest) {
    List<OpenThing> candidates = new ArrayList<>(work.left);
    if (work.last) {
      candidates.addAll(told.handles(work.account));
    }
    // By an end just before this one.
    candidates.removeIf(OpenThing::isToldAtEnd);
    clean(told.atEnd(candidates, Stage.AGENT_END, excused(candidates)), longest);
  }

  /** The program has seen to these. */
  private static Set<String> excused(List<OpenThing> candidates) {
    boolean any = candidates.stream().anyMatch(thing -> thing.kind() == Kind.TEMP_FILE);
    return any ? TempFiles.deletedOnExit() : Set.of();
  }

  private void clean(List<OpenThing> left, Duration longest) {
    if (enforcing) {
      cleaner.clean(left, longest);
    }
  }

  /** The JVM ends: waits for what is to be done then, no longer than a few seconds. */
  public void ofJvm() {
    runBounded("rein-lifecycle-end", this::endJvm, LONGEST_END_MILLIS);
  }

  /** Some of it is the program's code, or waits for other processes. */
  private void runBounded(String name, Runnable task, long millis) {
    Thread worker = threads.unstarted(name, task);
    worker.start();
    try {
      worker.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rein goes, and the program does not: what is open is its own from now on. */
  public void close() {
    closed = true;
    cleaner.close();
    Thread last = worker;
    if (last != null && last != Thread.currentThread()) {
      LockSupport.unpark(last);
      try {
        last.join(LONGEST_CLOSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void endJvm() {
    if (!things.isEmpty()) {
      // The program's hooks are started beside Rein's, in no order.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      shutdownHooks.await(LONGEST_HOOKS);
      runBounded("rein-lifecycle-close", () -> tracked.close(things.all()), LONGEST_CLOSE_MILLIS);
    }
    for (Ended next = next(); next != null; next = next()) {
      report(next, LONGEST_PROCESS_AT_END);
    }
    List<OpenThing> files = told.handles(null);
    List<OpenThing> candidates = things.all();
    candidates.removeIf(thing -> thing.kind() == Kind.HANDLE || thing.kind() == Kind.TRACKED);
    candidates.addAll(files);
    clean(told.atEnd(candidates, Stage.JVM_END, excused(candidates)), LONGEST_PROCESS_AT_END);
  }
}
