package dev.rein.hook;

import dev.rein.api.Refusal;
import dev.rein.api.TaskRefusedException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/** What woven code calls about threads: starts and ends. */
public final class ThreadHooks {
  /** Whether a ForkJoinPool's worker ever was. */
  private static volatile boolean workersRefused;

  private ThreadHooks() {}

  /** Begins the start of a thread. */
  public static @Nullable Object startThread(Operation operation, Thread thread) {
    if (Hooks.handler() == null || !isHostThread(thread)) {
      return null;
    }
    // On JDK 17 start() is synchronized.
    Object outcome = Hooks.begin(operation, thread, !Thread.holdsLock(thread));
    if (outcome instanceof Refusal refusal) {
      throw new TaskRefusedException(refusal);
    }
    if (outcome != null) {
      ContextHooks.threadStarts(thread);
    }
    return outcome;
  }

  /** Ends the start of a thread. */
  public static void endStart(@Nullable Object outcome, Thread thread, boolean started) {
    if (!started && outcome != null) {
      Object unused = ContextHooks.threadEnds(thread);
    }
    Hooks.end(outcome, thread, started);
  }

  /** A platform thread is about to end; called on that thread. */
  public static void threadEnding(Thread thread) {
    if (Hooks.handler() != null && !CallGuard.current().isSuspended() && isHostThread(thread)) {
      ended(Operation.THREAD_START, thread);
      CallGuard.current().threadEnds();
    }
  }

  /**
   * A virtual thread has ended. Its guard is not asked: until JDK 21 the thread is unmounted here.
   */
  public static void virtualThreadEnded(Thread thread) {
    // Ids are given in order; a thread from before Rein was not counted at its start.
    if (Hooks.handler() != null && thread.getId() > ContextHooks.lastIdBefore()) {
      ended(Operation.VIRTUAL_THREAD_START, thread);
    }
  }

  private static void ended(Operation start, Thread thread) {
    HookHandler current = Hooks.handler();
    Object account = ContextHooks.threadEnds(thread);
    if (current != null) {
      try {
        current.threadEnded(start, thread, account);
      } catch (Throwable failure) {
        Hooks.report(current, start, failure);
      }
    }
  }

  /** Begins the submission of a task to a ForkJoinPool. */
  public static void beginSubmit(@Nullable Object task) {
    ContextHooks.handOver(task);
    if (workersRefused) {
      CallGuard.current().setRefusedWorker(null);
    }
  }

  /** Ends it: takes the task back if there is no thread to run it. */
  public static void endSubmit(Object pool, Object task) {
    if (workersRefused && ((ForkJoinPool) pool).getPoolSize() == 0) {
      TaskRefusedException refused = CallGuard.current().refusedWorker();
      if (refused != null) {
        boolean unused = ((ForkJoinTask<?>) task).cancel(false);
        throw refused;
      }
    }
  }

  /**
   * A ForkJoinPool could not start a worker.
   *
   * @return what the pool is to throw; nothing when Rein has refused the start
   */
  public static @Nullable Throwable workerFailed(@Nullable Throwable failure) {
    if (failure instanceof TaskRefusedException refused) {
      CallGuard.current().setRefusedWorker(refused);
      workersRefused = true;
      return null;
    }
    return failure;
  }

  /** Whether a live platform thread counts as the host's. */
  public static boolean isHostThread(Thread thread) {
    return !Exemptions.isHousekeeping(thread);
  }

  /** A library of the JDK has made a thread for its own work; its start is not charged. */
  public static void madeByLibrary(@Nullable Thread thread) {
    if (thread != null) {
      Exemptions.addLibraryThread(thread);
    }
  }
}
