package dev.rein.hook;

import dev.rein.api.Refusal;
import dev.rein.api.TaskRefusedException;
import org.jspecify.annotations.Nullable;

/** What woven code calls about threads: starts and ends. */
public final class ThreadHooks {
  private ThreadHooks() {}

  /** Begins the start of a thread. */
  public static @Nullable Object startThread(Operation operation, Thread thread) {
    if (Hooks.handler() == null || Exemptions.isHousekeeping(thread)) {
      return null;
    }
    // On JDK 17 start() is synchronized.
    Object outcome = Hooks.begin(operation, thread, !Thread.holdsLock(thread));
    if (outcome instanceof Refusal refusal) {
      throw new TaskRefusedException(refusal);
    }
    return outcome;
  }

  /** A platform thread is about to end; called on that thread. */
  public static void threadEnding(Thread thread) {
    HookHandler current = Hooks.handler();
    if (current != null
        && !CallGuard.current().isSuspended()
        && !Exemptions.isHousekeeping(thread)) {
      try {
        current.threadEnded();
      } catch (Throwable failure) {
        Hooks.report(current, Operation.THREAD_START, failure);
      }
    }
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
