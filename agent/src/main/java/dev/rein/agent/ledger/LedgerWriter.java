package dev.rein.agent.ledger;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from any thread and has one daemon thread write them. No call throws, none blocks
 * but {@link #offerAndAwait} and {@link #close}, and those for as long as they are told at most.
 */
public final class LedgerWriter {
  /** About a megabyte of entries: what a busy host offers while the queue opens. */
  private static final int CAPACITY = 16_384;

  private final PendingEntries pending;
  private final Recording recording;
  private final Thread thread;

  /** Whether the thread sleeps until somebody wakes it, as opposed to looking again by itself. */
  private volatile boolean asleep;

  private volatile @Nullable String closing;

  private LedgerWriter(
      Recording recording,
      int capacity,
      CounterSource counters,
      Consumer<String> problems,
      ThreadFactory threads) {
    this.pending = new PendingEntries(capacity);
    this.recording = recording;
    WriterLoop loop = new WriterLoop(this, pending, recording, counters, problems);
    this.thread = threads.newThread(loop::run);
    thread.setName("rein-ledger");
    thread.setDaemon(true);
    // Chronicle asks for it, and it must not be the host's.
    thread.setContextClassLoader(LedgerWriter.class.getClassLoader());
  }

  /**
   * Begins to record. What is offered before the queue is open, which takes a third of a second, is
   * written when it is.
   *
   * @param folder makes the folder; asked once, on the ledger's thread
   * @param counters asked on the ledger's thread
   * @param problems takes a line when recording stops, and when it goes on
   * @param threads makes the ledger's thread
   */
  public static LedgerWriter start(
      FolderSource folder,
      CounterSource counters,
      Consumer<String> problems,
      ThreadFactory threads) {
    LedgerPlace place = new LedgerPlace(folder);
    Recording recording = new Recording(place::open, place::freeBytes, problems);
    return start(recording, CAPACITY, counters, problems, threads);
  }

  static LedgerWriter start(
      Recording recording,
      int capacity,
      CounterSource counters,
      Consumer<String> problems,
      ThreadFactory threads) {
    LedgerWriter writer = new LedgerWriter(recording, capacity, counters, problems, threads);
    writer.thread.start();
    return writer;
  }

  /** Has an entry written soon, or counts it as dropped when too many wait. */
  public void offer(LedgerEntry entry) {
    if (closing == null && pending.offer(entry, null)) {
      wakeIfAsleep();
    }
  }

  /**
   * Has an entry written and returns when it is in the Chronicle Queue, where it outlives the
   * process.
   *
   * @return false when that was not so in time, or cannot be at present
   */
  public boolean offerAndAwait(LedgerEntry entry, Duration atMost) {
    if (closing != null) {
      return false;
    }
    if (recording.isOut() || Thread.currentThread() == thread) {
      offer(entry);
      return false;
    }
    Ticket ticket = new Ticket();
    if (!pending.offer(entry, ticket)) {
      return false;
    }
    LockSupport.unpark(thread);
    return ticket.await(atMost.toNanos());
  }

  /** How many entries were dropped so far. */
  public long dropped() {
    return pending.dropped();
  }

  /**
   * Writes what waits, the last counters and {@link LedgerEntry.Stopped}, and lets go of thread and
   * files. What is offered from now on is ignored.
   *
   * @return true when all that was done in time
   */
  public boolean close(String reason, Duration atMost) {
    if (closing == null) {
      closing = reason;
    }
    LockSupport.unpark(thread);
    try {
      thread.join(Math.max(1, atMost.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  /** Why the loop should end, or null. */
  @Nullable String closing() {
    return closing;
  }

  /** Parks the ledger's thread, to be woken by the next offer. */
  void sleep(long nanos, boolean evenWithEntries) {
    asleep = true;
    // Looked at after asleep is set: an offer either sees that or is seen here.
    if (closing == null && (evenWithEntries || pending.isEmpty())) {
      LockSupport.parkNanos(this, nanos);
    }
    asleep = false;
  }

  private void wakeIfAsleep() {
    if (asleep) {
      asleep = false;
      LockSupport.unpark(thread);
    }
  }
}
