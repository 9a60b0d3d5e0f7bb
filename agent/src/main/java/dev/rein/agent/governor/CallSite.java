package dev.rein.agent.governor;

import org.jspecify.annotations.Nullable;

/** What may be done to the call that the current thread is in. Asked only when a limit is hit. */
public interface CallSite {
  /** False where a refusal would break the host for good, as in a class initializer. */
  boolean mayBeRefused();

  /**
   * False on threads that others depend on, such as those of event loops, in calls that promise to
   * return at once, and while a lock of the JDK is held.
   */
  boolean mayWait();

  /** What the call is about, for people and without secrets; empty when nobody knows. */
  String describe(@Nullable Object target);
}
