package dev.rein.agent.ledger;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger from its beginning, while its JVM lives or after, and never writes to it. What
 * cannot be read is left out and noted in {@link #remarks}; where it lay, a Notice tells of it. One
 * thread.
 */
public final class LedgerReader implements AutoCloseable {
  private static final int MAX_REMARKS = 20;

  private final LedgerFolder folder;
  private final EntryDecoder decoder = new EntryDecoder();
  private final List<String> remarks = new ArrayList<>();
  private final Deque<LedgerEntry> ready = new ArrayDeque<>();
  private final QueueFiles files;
  private byte[] buffer = new byte[1024];
  private final Continuity continuity = new Continuity();
  private long entries;
  private long lastAt;
  private long unknown;
  private long places;
  private long lost;
  private boolean stopped;
  private boolean closed;

  private LedgerReader(LedgerFolder folder) {
    this.folder = folder;
    this.files = new QueueFiles(folder.queue(), this::isWriterAlive, new Telling());
  }

  /**
   * Ready to read. A ledger whose JVM ended before anything was written is an empty one.
   *
   * @throws LedgerUnreadableException when it cannot be read at all
   */
  public static LedgerReader open(LedgerFolder folder) throws LedgerUnreadableException {
    LedgerReader reader = new LedgerReader(folder);
    if (Files.exists(folder.queue())) {
      reader.look();
    }
    if (reader.entries == 0 && !reader.remarks.isEmpty()) {
      reader.close();
      throw new LedgerUnreadableException("cannot read " + reader.remarks.get(0));
    }
    return reader;
  }

  /**
   * The next entry, or null when there is none yet; a later call then looks again.
   *
   * @throws LedgerUnreadableException when the folder of the queue cannot be looked at any more
   */
  public @Nullable LedgerEntry next() throws LedgerUnreadableException {
    if (ready.isEmpty() && !closed) {
      look();
    }
    return ready.poll();
  }

  /** Finds one entry more, if there is one, and what is lost before it. */
  private void look() throws LedgerUnreadableException {
    try {
      while (files.advance()) {
        LedgerEntry entry = read(files.entry());
        if (entry != null) {
          entries++;
          lastAt = entry.at();
          stopped = entry instanceof LedgerEntry.Stopped;
          ready.add(entry);
          return;
        }
      }
    } catch (NoSuchFileException notMadeYet) {
      // The folder is made before the queue.
    } catch (IOException e) {
      throw new LedgerUnreadableException(
          "cannot read " + folder.queue() + ": " + FileReason.of(e));
    }
  }

  /** What was left out and why, a line each. */
  public List<String> remarks() {
    List<String> all = new ArrayList<>(remarks);
    if (places > MAX_REMARKS) {
      all.add(
          folder.path() + ": " + places + " parts, " + size(lost) + " in all, could not be read");
    }
    if (unknown > 0) {
      String some =
          unknown == 1 ? "1 entry of a newer Rein was" : unknown + " entries of a newer Rein were";
      all.add(some + " skipped");
    }
    return all;
  }

  @Override
  public void close() {
    closed = true;
    files.close();
  }

  private @Nullable LedgerEntry read(QueueFile file) {
    int size = file.entryLength();
    if (size > buffer.length) {
      buffer = new byte[size];
    }
    file.copyEntry(buffer);
    try {
      LedgerEntry entry = decoder.decode(buffer, size);
      unknown += entry == null ? 1 : 0;
      return entry == null || continuity.isKnown(entry) ? null : entry;
    } catch (CorruptEntryException e) {
      continuity.broken();
      file.reject();
      return null;
    }
  }

  /** Nothing is written after a Stopped. */
  private boolean isWriterAlive() {
    return !stopped && folder.meta().isProcessAlive();
  }

  private String readSoFar() {
    return entries == 0
        ? "nothing was read"
        : String.format(
            Locale.ROOT, "read %,d entries until %s", entries, Instant.ofEpochMilli(lastAt));
  }

  private void tell(String line) {
    if (remarks.size() >= MAX_REMARKS) {
      return;
    }
    remarks.add(folder.path() + ": " + line);
    long at = entries == 0 ? folder.meta().started().toEpochMilli() : lastAt;
    ready.add(new LedgerEntry.Notice(at, "warning", "of this ledger: " + line));
  }

  private static String size(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    return bytes < 1 << 20 ? (bytes + 1023) / 1024 + " KB" : (bytes >> 20) + " MB";
  }

  /** Says what is lost. */
  private final class Telling implements QueueFiles.Losses {
    @Override
    public void lost(String file, long bytes, boolean rest) {
      places++;
      lost += bytes;
      continuity.broken();
      String what = "of " + file + ", " + size(bytes) + ", could not be read";
      tell(readSoFar() + (rest ? "; the rest " : "; then a part ") + what);
    }

    @Override
    public void unreadable(String file, String why) {
      continuity.broken();
      tell(readSoFar() + "; " + file + " could not be read: " + why);
    }
  }
}
