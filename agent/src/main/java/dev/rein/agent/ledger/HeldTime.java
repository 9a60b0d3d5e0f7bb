package dev.rein.agent.ledger;

import java.util.function.LongSupplier;
import net.openhft.chronicle.core.time.TimeProvider;

/**
 * The clock by which the queue begins its next file. It stands still while an entry is written, so
 * that what begins a file is decided once, and never goes back, since files are read in the order
 * of their times. One thread.
 */
final class HeldTime implements TimeProvider {
  private final LongSupplier clock;
  private long held;

  /**
   * @param clock in milliseconds since 1970
   */
  HeldTime(LongSupplier clock) {
    this.clock = clock;
    hold();
  }

  /** It is now from now on. */
  void hold() {
    held = Math.max(held, clock.getAsLong());
  }

  @Override
  public long currentTimeMillis() {
    return held;
  }
}
