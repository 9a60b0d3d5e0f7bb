package dev.rein.agent.audit;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.ledger.Ticket;
import dev.rein.agent.view.Event;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries and events from any thread and has one daemon thread write them as lines. No call
 * throws or blocks but {@link #join}. What has had an effect is written at once, the rest when
 * enough has come or time is up.
 */
public final class AuditLog {
  private static final int CAPACITY = 16_384;

  private final AuditQueue queue = new AuditQueue(CAPACITY);
  private final int buffer;
  private final long delayNanos;
  private final Thread thread;
  private volatile boolean out;
  private volatile boolean asleep;
  private volatile boolean urgent;
  private volatile @Nullable String closing;

  private AuditLog(
      AuditSettings settings,
      Supplier<List<LedgerEntry>> opening,
      Consumer<String> problems,
      ThreadFactory threads) {
    this.buffer = settings.buffer();
    this.delayNanos = settings.delay().toNanos();
    AuditLoop loop =
        new AuditLoop(this, queue, settings, opening, problems, InstantSource.system());
    this.thread = threads.newThread(loop::run);
    thread.setName("rein-audit");
    thread.setDaemon(true);
    thread.setContextClassLoader(AuditLog.class.getClassLoader());
  }

  /**
   * Begins the log.
   *
   * @param opening how it begins: what {@link LedgerEntry.Started} says, and the names that later
   *     entries refer to; asked on the log's thread
   * @param problems takes a line when the log cannot be written, and when it can be again
   * @param threads makes the log's thread
   */
  public static AuditLog start(
      AuditSettings settings,
      Supplier<List<LedgerEntry>> opening,
      Consumer<String> problems,
      ThreadFactory threads) {
    AuditLog log = new AuditLog(settings, opening, problems, threads);
    log.thread.start();
    return log;
  }

  /** Has an entry of the ledger's become a line, if it is an event. */
  public void offer(LedgerEntry entry) {
    if (isTold(LedgerEntry.InJob.unwrap(entry))) {
      add(new Occurrence(entry, null, null), false);
    }
  }

  /** Has an event become a line that is in no ledger. */
  public void offer(Event event) {
    add(new Occurrence(null, event, null), false);
  }

  /**
   * The same for an entry that has had an effect.
   *
   * @return what to wait on until its line is in the file; null when that is no use
   */
  public @Nullable Ticket offerAtOnce(LedgerEntry entry) {
    boolean hopeless = out || closing != null || Thread.currentThread() == thread;
    Ticket ticket = hopeless ? null : new Ticket();
    return add(new Occurrence(entry, null, ticket), true) ? ticket : null;
  }

  private boolean add(Occurrence occurrence, boolean hadEffect) {
    if (closing != null || !queue.offer(occurrence, hadEffect)) {
      return false;
    }
    if (hadEffect) {
      urgent = true;
    }
    if (asleep && (hadEffect || queue.size() >= buffer)) {
      asleep = false;
      LockSupport.unpark(thread);
    }
    return true;
  }

  /**
   * Counters come ten times a second; that they and other states are no events is known here, and
   * so is that calls of models and tools that went well are too many for a log.
   */
  private static boolean isTold(LedgerEntry entry) {
    return !(entry instanceof LedgerEntry.Counters
        || entry instanceof LedgerEntry.HostCounters
        || entry instanceof LedgerEntry.LimitSet
        || entry instanceof LedgerEntry.Waiting
        || entry instanceof LedgerEntry.HotSpots
        || entry instanceof LedgerEntry.Coverage
        || (entry instanceof ModelEntry.ModelCalled call && !call.failed())
        || (entry instanceof ModelEntry.ToolCalled call && !call.failed()));
  }

  /** Has the thread write what waits and a last line, and end. What comes now is ignored. */
  public void close(String reason) {
    if (closing == null) {
      closing = reason;
    }
    LockSupport.unpark(thread);
  }

  /** Waits for that; false when it took longer. */
  public boolean join(Duration atMost) {
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

  /** Whether nothing can be written at present, so that nobody should wait for it. */
  void setOut(boolean newOut) {
    out = newOut;
  }

  /** A thread has waited in vain: until something is written again no other one should. */
  public void gaveUp() {
    out = true;
  }

  /** Parks the log's thread until enough has come or time is up. */
  void rest() {
    long end = System.nanoTime() + delayNanos;
    for (long left = delayNanos; left > 0; left = end - System.nanoTime()) {
      asleep = true;
      // Looked at after asleep is set: an offer either sees that or is seen here.
      if (closing != null || urgent || (!out && queue.size() >= buffer)) {
        break;
      }
      LockSupport.parkNanos(this, left);
    }
    asleep = false;
    urgent = false;
  }
}
