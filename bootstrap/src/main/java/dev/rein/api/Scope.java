package dev.rein.api;

import org.jspecify.annotations.Nullable;

/**
 * The work of an agent, from {@link Rein#agent} to {@link #close}. Belongs to the thread that began
 * it; scopes of one thread are closed in the reverse order, as try-with-resources does.
 */
public final class Scope implements AutoCloseable {
  static final Scope NONE = new Scope(null);

  private final @Nullable Runnable end;

  Scope(@Nullable Runnable end) {
    this.end = end;
  }

  /** From now on the account from before pays again. Does nothing twice, or on another thread. */
  @Override
  public void close() {
    if (end != null) {
      end.run();
    }
  }
}
