package dev.rein.agent.ledger;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the queue open as long as the disk allows, and turns every fault of Chronicle into one
 * line: a full disk shows as an {@link InternalError}. One thread, but for {@link #isOut}.
 */
final class Recording {
  static final long LEAST_FREE_BYTES = 64L << 20;
  private static final long CHECK_SPACE_EVERY = TimeUnit.SECONDS.toNanos(1);
  private static final long RETRY_AFTER = TimeUnit.SECONDS.toNanos(5);
  private static final int MAX_FAULTS = 5;

  private final Supplier<LedgerQueue> opening;
  private final LongSupplier freeBytes;
  private final Consumer<String> problems;
  private final JobSwitch jobs = new JobSwitch();
  private @Nullable LedgerQueue queue;
  private boolean full;
  private int faults;
  private long nextLook = Long.MIN_VALUE;
  private volatile boolean out;

  Recording(Supplier<LedgerQueue> opening, LongSupplier freeBytes, Consumer<String> problems) {
    this.opening = opening;
    this.freeBytes = freeBytes;
    this.problems = problems;
  }

  /** True while nothing can be written, so that nobody should wait for it. */
  boolean isOut() {
    return out;
  }

  /** Opens the queue if it is not; false when nothing can be written at present. */
  boolean isReady(long now) {
    if (nextLook == Long.MIN_VALUE || now - nextLook >= 0) {
      look(now);
    }
    return !out;
  }

  /** Has the next {@link #isReady} look, however short ago the last fault was. */
  void lookAgain() {
    nextLook = Long.MIN_VALUE;
  }

  /** False when the entry could not be written; it may be tried again later. */
  boolean write(LedgerEntry entry, long now) {
    LedgerQueue open = queue;
    if (open == null) {
      return false;
    }
    try {
      LedgerEntry.JobContext context = jobs.before(entry);
      if (context != null) {
        open.append(context);
        jobs.written(context);
      }
      open.append(LedgerEntry.InJob.unwrap(entry));
      MemoryFault.surface();
      return true;
    } catch (Throwable fault) {
      fail("cannot be written", fault, now);
      return false;
    }
  }

  void close() {
    LedgerQueue open = queue;
    queue = null;
    out = true;
    if (open != null) {
      try {
        open.close();
        MemoryFault.surface();
      } catch (Throwable fault) {
        MemoryFault.forget();
        problems.accept("the ledger did not close: " + firstLine(fault));
      }
    }
  }

  private void look(long now) {
    nextLook = now + CHECK_SPACE_EVERY;
    if (faults >= MAX_FAULTS) {
      return;
    }
    boolean wasFull = full;
    try {
      full = freeBytes.getAsLong() < LEAST_FREE_BYTES;
    } catch (UncheckedIOException noFolder) {
      giveUp(noFolder);
      return;
    }
    if (full) {
      out = true;
      if (!wasFull) {
        problems.accept(
            "the ledger's disk has less than "
                + (LEAST_FREE_BYTES >> 20)
                + " MB free: nothing is recorded until there is room, limits still hold");
      }
      return;
    }
    if (queue == null) {
      open(now);
    }
    out = queue == null;
    if (wasFull && !out) {
      problems.accept("the ledger's disk has room again: recording goes on");
    }
  }

  private void open(long now) {
    try {
      queue = opening.get();
      MemoryFault.surface();
    } catch (UncheckedIOException noFolder) {
      giveUp(noFolder);
    } catch (Throwable fault) {
      fail("cannot be opened", fault, now);
    }
  }

  private void giveUp(UncheckedIOException noFolder) {
    faults = MAX_FAULTS;
    out = true;
    problems.accept(noFolder.getMessage() + "; nothing is recorded, limits still hold");
  }

  private void fail(String what, Throwable fault, long now) {
    MemoryFault.forget();
    faults++;
    if (faults == 1 || faults == MAX_FAULTS) {
      String outlook = faults < MAX_FAULTS ? "it will be tried again" : "nothing more is recorded";
      problems.accept("the ledger " + what + ": " + firstLine(fault) + "; " + outlook);
    }
    close();
    nextLook = now + RETRY_AFTER;
  }

  private static String firstLine(Throwable fault) {
    return fault.toString().lines().findFirst().orElse("unknown fault");
  }
}
