package dev.rein.agent.audit;

import dev.rein.agent.ledger.LedgerEntry;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the audit log's thread does: takes what waits, makes lines of it, writes them. */
final class AuditLoop {
  private final AuditLog log;
  private final AuditQueue queue;
  private final AuditFile file;
  private final AuditBatch batch;
  private final Supplier<List<LedgerEntry>> opening;
  private final Consumer<String> problems;
  private final InstantSource clock;
  private final AuditLines lines = new AuditLines();
  private final long retryNanos;
  private long lostTold;
  private boolean failing;
  private long nextTry;

  AuditLoop(
      AuditLog log,
      AuditQueue queue,
      AuditSettings settings,
      Supplier<List<LedgerEntry>> opening,
      Consumer<String> problems,
      InstantSource clock) {
    this.log = log;
    this.queue = queue;
    this.file = new AuditFile(settings, ProcessHandle.current().pid(), clock);
    this.batch = new AuditBatch(settings.buffer());
    this.opening = opening;
    this.problems = problems;
    this.clock = clock;
    this.retryNanos = settings.delay().toNanos();
  }

  /** Runs until the log is closed. Nothing leaves it, for there is no one to take it. */
  void run() {
    try {
      begin();
      String closing;
      do {
        // Read before the flush: what was offered before the closing is then in.
        closing = log.closing();
        flush(System.nanoTime(), closing != null);
        if (closing == null) {
          log.rest();
        }
      } while (closing == null);
      end(closing);
    } catch (Throwable fault) {
      tell("the audit log's thread failed: " + fault);
    }
    log.setOut(true);
    batch.settle(false);
    queue.abandon();
    file.close();
  }

  /** Names of accounts and resources, and the first line. */
  void begin() {
    for (LedgerEntry entry : opening.get()) {
      addIfAny(lines.next(entry));
    }
  }

  /**
   * Writes all that waits, if that can be.
   *
   * @param evenNow though it has failed a moment ago
   */
  void flush(long now, boolean evenNow) {
    if (failing && !evenNow && now - nextTry < 0) {
      return;
    }
    do {
      fill();
    } while (!batch.isEmpty() && write(now));
  }

  private void fill() {
    while (!batch.isFull()) {
      Occurrence next = queue.take();
      if (next == null) {
        break;
      }
      addIfAny(lineOf(next));
      batch.await(next);
    }
    long lost = queue.lost();
    if (lost > lostTold && !batch.isFull()) {
      batch.add(AuditLines.lost(clock.instant(), lost - lostTold));
      lostTold = lost;
    }
    if (batch.isEmpty()) {
      batch.settle(true); // Those who have waited for what is no event.
    }
  }

  private @Nullable String lineOf(Occurrence next) {
    try {
      LedgerEntry entry = next.entry();
      if (entry != null) {
        return lines.next(entry);
      }
      return next.event() == null ? null : lines.line(next.event());
    } catch (RuntimeException | Error fault) {
      // One that cannot be told must not keep the others from being.
      tell("an event cannot be told in the audit log: " + fault);
      return null;
    }
  }

  private void addIfAny(@Nullable String line) {
    if (line != null) {
      batch.add(line);
    }
  }

  private boolean write(long now) {
    try {
      file.append(batch.bytes());
    } catch (IOException | RuntimeException e) {
      fail(e, now);
      return false;
    }
    batch.settle(true);
    batch.clear();
    log.setOut(false);
    if (failing) {
      failing = false;
      tell("the audit log " + file.path() + " is written again");
    }
    return true;
  }

  private void fail(Exception e, long now) {
    nextTry = now + retryNanos;
    log.setOut(true);
    batch.settle(false);
    if (!failing) {
      failing = true;
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      String what =
          e.getClass() == IOException.class ? why : e.getClass().getSimpleName() + " " + why;
      tell(
          "the audit log "
              + file.path()
              + " cannot be written: "
              + what.lines().findFirst().orElse("")
              + "; it is tried again, the program goes on");
    }
  }

  private void end(String reason) {
    Instant now = clock.instant();
    addIfAny(lines.next(new LedgerEntry.Stopped(now.toEpochMilli(), reason, queue.lost())));
    flush(System.nanoTime(), true);
  }

  private void tell(String problem) {
    try {
      problems.accept(problem);
    } catch (RuntimeException | Error noOneListens) {
      // Then there is no way to say it.
    }
  }
}
