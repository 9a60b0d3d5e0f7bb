package dev.rein.hook;

import org.jspecify.annotations.Nullable;

/** What may go on after the call that began it has returned, on other threads. */
interface Work {
  /** Who pays for what the work does; null for the JVM. */
  @Nullable Object account();

  /** Who pays for what is done with its results. */
  @Nullable Object parent();

  /** The call has returned; what the calling thread does next is not this work's. */
  void leftThread();

  /** The work is over; only the first time counts. */
  void over(boolean failed);
}
