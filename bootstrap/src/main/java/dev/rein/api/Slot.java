package dev.rein.api;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Leave for one piece of work, from {@link Rein#acquireSlot} to {@link #close}. Any thread may
 * close it, as often as it likes. One that is collected without having been closed is given back
 * then, which Rein notes as a mistake of the program's.
 */
public final class Slot implements AutoCloseable {
  /** Nobody is there to give any. */
  static final Slot NONE = new Slot(null);

  private final AtomicReference<@Nullable Object> held;

  Slot(@Nullable Object slot) {
    this.held = new AtomicReference<>(slot);
  }

  /** The work is done: another may begin. */
  @Override
  public void close() {
    Object slot = held.getAndSet(null);
    if (slot != null) {
      Rein.call(Calls.CLOSE_SLOT, slot);
    }
  }
}
