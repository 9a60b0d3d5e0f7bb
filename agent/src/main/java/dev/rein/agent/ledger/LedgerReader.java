package dev.rein.agent.ledger;

import dev.rein.agent.ledger.EntryInput.CorruptEntryException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.wire.DocumentContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads a ledger from its beginning, while its JVM lives or after, and never writes to it. What
 * cannot be read is left out and noted in {@link #remarks}. One thread.
 */
public final class LedgerReader implements AutoCloseable {
  private static final int MAX_ENTRY_BYTES = 1 << 20;
  private static final int MAX_REMARKS = 20;

  private final LedgerFolder folder;
  private final EntryDecoder decoder = new EntryDecoder();
  private final List<String> remarks = new ArrayList<>();
  private @Nullable SingleChronicleQueue queue;
  private @Nullable ExcerptTailer tailer;
  private @Nullable LedgerEntry latest;
  private byte[] buffer = new byte[1024];
  private boolean broken;
  private final Continuity continuity = new Continuity();
  private long unknown;

  private LedgerReader(LedgerFolder folder) {
    this.folder = folder;
  }

  /**
   * Ready to read. A ledger whose JVM ended before anything was written is an empty one.
   *
   * @throws LedgerUnreadableException when the queue cannot be opened at all
   */
  public static LedgerReader open(LedgerFolder folder) throws LedgerUnreadableException {
    LedgerReader reader = new LedgerReader(folder);
    reader.openQueue();
    return reader;
  }

  /**
   * The next entry, or null when there is none yet; a later call then looks again.
   *
   * @throws LedgerUnreadableException when the queue, which was not there before, cannot be opened
   */
  public @Nullable LedgerEntry next() throws LedgerUnreadableException {
    if (tailer == null && !broken) {
      openQueue();
    }
    ExcerptTailer open = tailer;
    while (open != null && !broken) {
      try {
        boolean any = advance(open);
        MemoryFault.surface();
        LedgerEntry entry = latest;
        if (!any || entry != null) {
          return entry;
        }
      } catch (Exception | InternalError | AssertionError fault) {
        // Chronicle answers damage with any exception, undeclared ones too, the JVM with an error.
        MemoryFault.forget();
        broken = true;
        remark("the rest of " + folder.path() + " is damaged and left out (" + kind(fault) + ")");
      }
    }
    return null;
  }

  /** False when there is no further document; else {@link #latest} is its entry or null. */
  private boolean advance(ExcerptTailer open) {
    try (DocumentContext document = open.readingDocument()) {
      boolean present = document.isPresent();
      latest = present ? read(document) : null;
      return present;
    }
  }

  /** What was left out and why, a line each. */
  public List<String> remarks() {
    if (unknown == 0) {
      return List.copyOf(remarks);
    }
    List<String> all = new ArrayList<>(remarks);
    String some =
        unknown == 1 ? "1 entry of a newer Rein was" : unknown + " entries of a newer Rein were";
    all.add(some + " skipped");
    return all;
  }

  @Override
  public void close() {
    SingleChronicleQueue open = queue;
    queue = null;
    tailer = null;
    broken = true;
    if (open != null) {
      try {
        open.close();
        MemoryFault.surface();
      } catch (Exception | InternalError | AssertionError fault) {
        MemoryFault.forget();
        remark(folder.path() + " did not close (" + kind(fault) + ")");
      }
    }
  }

  private void openQueue() throws LedgerUnreadableException {
    if (!hasQueueFiles()) {
      return;
    }
    try {
      ChronicleSettings.during(
          null,
          () -> {
            SingleChronicleQueue opened =
                LedgerQueue.builder(folder.queue()).readOnly(true).build();
            queue = opened;
            tailer = FirstFile.tailer(opened, folder.queue());
            MemoryFault.surface();
            return opened;
          });
    } catch (Exception | InternalError | AssertionError fault) {
      MemoryFault.forget();
      close();
      throw new LedgerUnreadableException(
          "cannot read " + folder.path() + ": its queue is damaged (" + kind(fault) + ")");
    }
  }

  /** The writer makes the metadata first and then the file of the cycle: wait for both. */
  private boolean hasQueueFiles() throws LedgerUnreadableException {
    Path files = folder.queue();
    if (!Files.exists(files.resolve("metadata.cq4t"))) {
      return false;
    }
    try (DirectoryStream<Path> cycles = Files.newDirectoryStream(files, "*.cq4")) {
      return cycles.iterator().hasNext();
    } catch (IOException e) {
      throw new LedgerUnreadableException("cannot read " + files + ": " + FileReason.of(e));
    }
  }

  private @Nullable LedgerEntry read(DocumentContext document) {
    if (!document.isData() || document.wire() == null) {
      return null;
    }
    Bytes<?> bytes = document.wire().bytes();
    long size = bytes.readRemaining();
    if (size > MAX_ENTRY_BYTES) {
      remark("an entry of " + size + " bytes was left out");
      return null;
    }
    if (size > buffer.length) {
      buffer = new byte[(int) size];
    }
    bytes.read(buffer, 0, (int) size);
    try {
      LedgerEntry entry = decoder.decode(buffer, (int) size);
      unknown += entry == null ? 1 : 0;
      return entry == null || continuity.isKnown(entry) ? null : entry;
    } catch (CorruptEntryException e) {
      continuity.broken();
      remark("a damaged entry was left out: " + e.getMessage());
      return null;
    }
  }

  private void remark(String line) {
    if (remarks.size() < MAX_REMARKS) {
      remarks.add(line);
    }
  }

  private static String kind(Throwable fault) {
    return fault.getClass().getSimpleName();
  }
}
