package dev.rein.agent.account;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What threads have taken from a {@link Meter} ahead of use, in cells that lie on cache lines of
 * their own; a thread keeps to one cell, which it may share with others.
 */
final class Credits {
  /** Many for each processor: threads find theirs by a hash and keep it, whoever else does. */
  private static final int CELLS =
      Math.min(64, Integer.highestOneBit(16 * Runtime.getRuntime().availableProcessors()));

  /** Two cache lines of longs, since processors fetch them in pairs. */
  private static final int STRIDE = 16;

  /** Most uses that are taken at once: one look at the shared number in so many. */
  private static final long MAX_USES = 256;

  private final AtomicLongArray cells = new AtomicLongArray(CELLS * STRIDE);

  /** Moves of credit between the meter and a cell: begun ones, and those that are over. */
  private final AtomicLong begun = new AtomicLong();

  private final AtomicLong ended = new AtomicLong();

  /** Uses up an amount of this thread's credit, if there is as much. */
  boolean spend(long amount) {
    int cell = cell();
    for (long left = cells.get(cell); left >= amount; left = cells.get(cell)) {
      if (cells.compareAndSet(cell, left, left - amount)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How much may be taken at once for a need of {@code amount} when so much is left below the next
   * mark: so little that all cells together cannot reach it.
   */
  long batch(long amount, long left) {
    return Math.min(left / (4L * CELLS), amount * MAX_USES);
  }

  /** From now on an amount may be neither in a cell nor in the meter, until {@link #endMove}. */
  void beginMove() {
    begun.incrementAndGet();
  }

  void endMove() {
    ended.incrementAndGet();
  }

  void deposit(long amount) {
    cells.addAndGet(cell(), amount);
  }

  /** Empties all cells and tells what was in them. */
  long withdrawAll() {
    long sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += cells.getAndSet(i * STRIDE, 0);
    }
    return sum;
  }

  /** To be handed to {@link #hasMovedSince}. */
  long moves() {
    return ended.get();
  }

  /** Whether any credit was on its way, since {@link #moves} gave this number or right now. */
  boolean hasMovedSince(long moves) {
    return begun.get() != moves;
  }

  boolean isEmpty() {
    for (int i = 0; i < CELLS; i++) {
      if (cells.get(i * STRIDE) != 0) {
        return false;
      }
    }
    return true;
  }

  long sum() {
    long sum = 0;
    for (int i = 0; i < CELLS; i++) {
      sum += cells.get(i * STRIDE);
    }
    return sum;
  }

  private static int cell() {
    int hash = System.identityHashCode(Thread.currentThread());
    return ((hash ^ hash >>> 16) & (CELLS - 1)) * STRIDE;
  }
}
