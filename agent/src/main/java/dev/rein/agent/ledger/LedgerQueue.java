package dev.rein.agent.ledger;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.StoreFileListener;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.wire.DocumentContext;

/** The Chronicle Queue of one ledger, open for appending by the thread that opened it. */
final class LedgerQueue implements AutoCloseable {
  /** Large ones make the append that maps a new block slow: 64 MB took 23 ms, 1 MB takes 1 ms. */
  static final int BLOCK_BYTES = 1 << 20;

  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final EntryEncoder encoder = new EntryEncoder();

  private LedgerQueue(SingleChronicleQueue queue) {
    this.queue = queue;
    this.appender = queue.createAppender();
  }

  static LedgerQueue open(Path folder) {
    return ChronicleSettings.during(
        () -> {
          SingleChronicleQueue queue =
              builder(folder).storeFileListener(new Restricting(folder)).build();
          LedgerQueue opened = new LedgerQueue(queue);
          // Opens the file of the current cycle, so that its cost and its faults come now.
          opened.appender.pretouch();
          return opened;
        });
  }

  /** What writer and reader must agree on. */
  static SingleChronicleQueueBuilder builder(Path folder) {
    return SingleChronicleQueueBuilder.binary(folder)
        .rollCycle(RollCycles.FAST_HOURLY)
        .blockSize(BLOCK_BYTES)
        .timeoutMS(1000);
  }

  /** Once this returns the entry outlives the process. */
  void append(LedgerEntry entry) {
    EntryOutput encoded = encoder.encode(entry);
    try (DocumentContext document = appender.writingDocument()) {
      Bytes<?> bytes = document.wire().bytes();
      bytes.write(encoded.array(), 0, encoded.length());
    }
  }

  @Override
  public void close() {
    appender.close();
    queue.close();
  }

  /** Chronicle makes its files by the process's umask. */
  private record Restricting(Path folder) implements StoreFileListener {
    @Override
    public void onAcquired(int cycle, File file) {
      try {
        PrivateFiles.restrictFile(file.toPath());
        PrivateFiles.restrictFile(folder.resolve("metadata.cq4t"));
      } catch (IOException folderIsPrivateAnyway) {
        // Nobody else can reach the file, whatever its own permissions.
      }
    }

    @Override
    public void onReleased(int cycle, File file) {}
  }
}
