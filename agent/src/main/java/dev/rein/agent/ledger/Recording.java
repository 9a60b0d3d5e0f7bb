package dev.rein.agent.ledger;

import java.io.UncheckedIOException;
import java.time.Instant;
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
  private static final long FIRST_RETRY = TimeUnit.SECONDS.toNanos(5);
  private static final long LAST_RETRY = TimeUnit.SECONDS.toNanos(60);

  /** A disk that comes and goes must not fill the host's stderr. */
  private static final int MAX_TOLD = 5;

  private static final String READ_ONLY = "the ledger's disk cannot be written to";

  private final Supplier<LedgerQueue> opening;
  private final LongSupplier freeBytes;
  private final Consumer<String> problems;
  private final JobSwitch jobs = new JobSwitch();
  private @Nullable LedgerQueue queue;
  private boolean impossible;

  /** Why nothing is recorded since {@link #outSince}; null while it is. */
  private @Nullable String outage;

  private long outSince;
  private int told;
  private long retry = FIRST_RETRY;
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
    } catch (Throwable fault) {
      fail("cannot be written", fault, now);
      return false;
    }
    try {
      MemoryFault.surface();
    } catch (Throwable later) {
      // The entry was looked at before it was committed: once more would count it twice.
      fail("cannot be written", later, now);
    }
    return true;
  }

  void close() {
    Throwable fault = closeQueue();
    if (fault != null) {
      problems.accept("the ledger did not close: " + firstLine(fault));
    }
  }

  private @Nullable Throwable closeQueue() {
    LedgerQueue open = queue;
    queue = null;
    out = true;
    if (open != null) {
      try {
        open.close();
        MemoryFault.surface();
      } catch (Throwable fault) {
        MemoryFault.forget();
        return fault;
      }
    }
    return null;
  }

  private void look(long now) {
    nextLook = now + CHECK_SPACE_EVERY;
    if (impossible) {
      return;
    }
    long free;
    try {
      free = freeBytes.getAsLong();
    } catch (UncheckedIOException noFolder) {
      giveUp(noFolder);
      return;
    }
    if (free < 0) {
      // What is mapped would go on to take entries that no disk keeps, and never see the disk
      // return.
      Throwable unused = closeQueue();
      stop(READ_ONLY);
    } else if (free < LEAST_FREE_BYTES) {
      stop("the ledger's disk has less than " + (LEAST_FREE_BYTES >> 20) + " MB free");
    } else {
      if (queue == null) {
        open(now);
      }
      out = queue == null || !resume(now);
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
    impossible = true;
    out = true;
    problems.accept(noFolder.getMessage() + "; nothing is recorded, limits still hold");
  }

  private void fail(String what, Throwable fault, long now) {
    MemoryFault.forget();
    Throwable unused = closeQueue();
    stop(isReadOnly() ? READ_ONLY : "the ledger " + what + ": " + firstLine(fault));
    nextLook = now + retry;
    retry = Math.min(2 * retry, LAST_RETRY);
  }

  private boolean isReadOnly() {
    try {
      return freeBytes.getAsLong() < 0;
    } catch (UncheckedIOException noFolder) {
      return false;
    }
  }

  private void stop(String why) {
    out = true;
    if (outage == null) {
      outage = why;
      outSince = System.currentTimeMillis();
      told++;
      tell(why + "; nothing is recorded until that changes, limits still hold");
    }
  }

  /** False when it cannot be recorded even that nothing was. */
  private boolean resume(long now) {
    String why = outage;
    if (why == null) {
      return true;
    }
    long at = System.currentTimeMillis();
    String gap =
        "nothing was recorded from " + Instant.ofEpochMilli(outSince) + " until now: " + why;
    String rest =
        "; counters go on from what was counted meanwhile, the last events before that follow";
    if (!write(new LedgerEntry.Notice(at, "warning", gap + rest), now)) {
      return false;
    }
    outage = null;
    if (at - outSince > TimeUnit.NANOSECONDS.toMillis(LAST_RETRY)) {
      retry = FIRST_RETRY;
    }
    tell("the ledger's disk can be written to again: recording goes on");
    return true;
  }

  private void tell(String line) {
    if (told <= MAX_TOLD) {
      problems.accept(line);
    }
  }

  private static String firstLine(Throwable fault) {
    if (fault instanceof InternalError) {
      // So the JVM calls a page of a mapped file that the disk does not give or take.
      return "its disk is full, or fails";
    }
    return fault.toString().lines().findFirst().orElse("unknown fault");
  }
}
