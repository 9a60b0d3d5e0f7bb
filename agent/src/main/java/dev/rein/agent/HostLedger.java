package dev.rein.agent;

import dev.rein.agent.audit.AuditLog;
import dev.rein.agent.audit.AuditSettings;
import dev.rein.agent.ledger.CounterSource;
import dev.rein.agent.ledger.FolderSource;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import dev.rein.agent.ledger.Retention;
import dev.rein.agent.ledger.Ticket;
import dev.rein.hook.ContextHooks;
import dev.rein.hook.JobAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of this JVM, as the rest of the agent sees it: always there, even where none can be
 * kept. A line for the user goes to stderr and to Rein's own log.
 */
final class HostLedger {
  /** What Chronicle Queue uses of the JDK; an image of jlink, or a named main, may lack them. */
  private static final List<String> NEEDED_MODULES =
      List.of("jdk.unsupported", "java.management", "java.naming");

  /** What is offered while the writer is being made waits for it so long at most. */
  private static final long LONGEST_OPENING_MILLIS = 2_000;

  /** What a host can come to offer while a busy machine is opening its ledger. */
  private static final int MOST_EARLY = 1_000;

  /** Even where the ledger has taken all the time there was. */
  private static final long LEAST_AUDIT_NANOS = 1_000_000_000;

  private volatile @Nullable AuditLog audit;
  private volatile @Nullable LedgerFolder folder;
  private volatile @Nullable LedgerWriter writer;
  private volatile @Nullable Thread opening;
  private volatile @Nullable HostRetention retention;

  /** Offered before there was a writer, by whom had no more time to wait for it. */
  private final Queue<LedgerEntry> early = new LinkedBlockingQueue<>(MOST_EARLY);

  /**
   * Begins to record in a folder of its own under {@code dir}; says so when that is impossible.
   *
   * @param meta asked on the ledger's thread, as {@code counters} are
   * @param old which ledgers are not kept any longer
   */
  void open(Path dir, Supplier<LedgerMeta> meta, CounterSource counters, Retention old) {
    retention = new HostRetention(old, this);
    // Even loading the writer's classes takes longer than the host's main should wait.
    Thread opener = newThread(() -> begin(dir, meta, counters));
    opening = opener;
    opener.start();
  }

  /**
   * Begins the audit log, which gets what the ledger gets.
   *
   * @param opening asked on the audit log's thread
   */
  void openAudit(AuditSettings settings, Supplier<List<LedgerEntry>> opening) {
    audit = AuditLog.start(settings, opening, this::tell, HostLedger::newThread);
  }

  /** For what is in no ledger; null when there is no audit log. */
  @Nullable AuditLog audit() {
    return audit;
  }

  /** Takes what goes to the ledger by another way. */
  void audit(LedgerEntry entry) {
    AuditLog log = audit;
    if (log != null) {
      log.offer(entry);
    }
  }

  private void begin(Path dir, Supplier<LedgerMeta> meta, CounterSource counters) {
    FolderSource source =
        () -> {
          requireModules();
          LedgerFolder created = LedgerFolder.create(dir, meta.get());
          folder = created;
          HostRetention old = retention;
          if (old != null) {
            old.begin(created.markLive());
          }
          return created;
        };
    writer = LedgerWriter.start(source, counters, this::tell, HostLedger::newThread);
    handOverEarly();
  }

  private void keepEarly(LedgerEntry entry) {
    boolean unused = early.offer(entry);
    // The writer may have come just now, and nobody else would look again.
    handOverEarly();
  }

  private void handOverEarly() {
    LedgerWriter current = writer;
    while (current != null) {
      LedgerEntry entry = early.poll();
      if (entry == null) {
        return;
      }
      current.offer(entry);
    }
  }

  /** Looks after old ledgers if it is time; asked at every tick, on the ledger's thread. */
  void removeOld() {
    HostRetention old = retention;
    if (old != null) {
      old.tick(System.currentTimeMillis());
    }
  }

  private @Nullable LedgerWriter writer() {
    LedgerWriter current = writer;
    Thread opener = opening;
    if (current == null && opener != null && opener != Thread.currentThread()) {
      try {
        opener.join(LONGEST_OPENING_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      current = writer;
    }
    return current;
  }

  private static void requireModules() throws IOException {
    List<String> missing =
        NEEDED_MODULES.stream().filter(m -> ModuleLayer.boot().findModule(m).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw new IOException(
          "no ledger without the JDK's modules "
              + String.join(",", missing)
              + "; add them with --add-modules to jlink or java");
    }
  }

  static Thread newThread(Runnable task) {
    return SystemThreads.unstarted("rein-ledger", task);
  }

  /** Where it lies, or null when none is kept. */
  @Nullable String folder() {
    LedgerFolder current = folder;
    return current == null ? null : current.path().toString();
  }

  void offer(LedgerEntry given) {
    LedgerEntry entry = inJob(given);
    audit(entry);
    LedgerWriter current = writer();
    if (current != null) {
      current.offer(entry);
    } else {
      keepEarly(entry);
    }
  }

  /** Returns when the entry will outlive the process, or when that has taken too long. */
  void offerAndAwait(LedgerEntry given, Duration atMost) {
    LedgerEntry entry = inJob(given);
    AuditLog log = audit;
    Ticket line = log == null ? null : log.offerAtOnce(entry);
    long end = System.nanoTime() + atMost.toNanos();
    LedgerWriter current = writer();
    if (current != null) {
      current.offerAndAwait(entry, atMost);
    } else {
      keepEarly(entry);
    }
    // Most often it is there by now; the two threads have written at the same time.
    if (log != null && line != null && !line.await(Math.max(1, end - System.nanoTime()))) {
      log.gaveUp();
    }
  }

  /** The entry as part of the job that the calling thread is at. */
  private static LedgerEntry inJob(LedgerEntry entry) {
    JobAccount job = ContextHooks.job();
    return job == null || entry instanceof LedgerEntry.InJob ? entry : inJob(entry, job);
  }

  /** The entry as part of a job, whatever the calling thread is at; null for none. */
  static LedgerEntry inJob(LedgerEntry entry, @Nullable JobAccount job) {
    return job == null
        ? new LedgerEntry.InJob(entry, "", "")
        : new LedgerEntry.InJob(entry, job.job(), job.tenant());
  }

  /** Tells the user, and keeps the line for later. */
  void tell(String line) {
    System.err.println("rein: " + line);
    log(line);
  }

  /** Keeps a line among the events; it is not worth the host's stderr. */
  void notice(String severity, String line) {
    offer(new LedgerEntry.Notice(System.currentTimeMillis(), severity, line));
  }

  /** The same for something that cannot be had in this JVM, or fails; also in the log. */
  void remark(String line) {
    notice("warning", line);
    log(line);
  }

  /** Keeps a line that only matters to somebody who looks for it. */
  void log(String line) {
    LedgerFolder current = folder;
    if (current != null) {
      try {
        current.log(Instant.now(), line);
      } catch (IOException ignored) {
        // A log that cannot be written has nowhere else to say so.
      }
    }
  }

  /** Writes what is left, within a bounded time. */
  void close(String reason, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    LedgerWriter current = writer();
    if (current != null) {
      current.close(reason, atMost);
    }
    HostRetention old = retention;
    if (old != null) {
      old.close(atMost.toMillis());
    }
    AuditLog log = audit;
    if (log != null) {
      // After the ledger, whose thread has told of the last processes that have ended.
      log.close(reason);
      boolean unused =
          log.join(Duration.ofNanos(Math.max(LEAST_AUDIT_NANOS, end - System.nanoTime())));
    }
  }
}
