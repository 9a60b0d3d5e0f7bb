package dev.rein.agent.ledger;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
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

  private final Path folder;
  private final SingleChronicleQueue queue;
  private final ExcerptAppender appender;
  private final EntryEncoder encoder = new EntryEncoder();
  private final HeldTime time;
  private final CarryOver carryOver;

  private boolean written;

  private LedgerQueue(
      Path folder,
      HeldTime time,
      CarryOver carryOver,
      SingleChronicleQueue queue,
      ExcerptAppender appender) {
    this.folder = folder;
    this.time = time;
    this.carryOver = carryOver;
    this.queue = queue;
    this.appender = appender;
  }

  static LedgerQueue open(Path folder) {
    return open(folder, new HeldTime(System::currentTimeMillis), new CarryOver());
  }

  /**
   * @param time decides when the next file begins
   * @param carryOver what this ledger has said so far
   */
  static LedgerQueue open(Path folder, HeldTime time, CarryOver carryOver) {
    return ChronicleSettings.during(folder, () -> build(folder, time, carryOver));
  }

  private static LedgerQueue build(Path folder, HeldTime time, CarryOver carryOver) {
    SingleChronicleQueue queue =
        builder(folder).timeProvider(time).storeFileListener(new Restricting(folder)).build();
    try {
      return new LedgerQueue(folder, time, carryOver, queue, queue.createAppender());
    } catch (RuntimeException | Error fault) {
      queue.close();
      throw fault;
    }
  }

  private static SingleChronicleQueueBuilder builder(Path folder) {
    return SingleChronicleQueueBuilder.binary(folder)
        .rollCycle(RollCycles.FAST_HOURLY)
        .blockSize(BLOCK_BYTES)
        .timeoutMS(1000);
  }

  /** Once this returns the entry outlives the process. */
  void append(LedgerEntry entry) {
    time.hold();
    int cycle = queue.cycle();
    if (carryOver.isDue(cycle)) {
      carryOver.entries(time.currentTimeMillis(), this::write);
      // What retention has removed meanwhile leaves Chronicle's own list of files too.
      queue.refreshDirectoryListing();
    }
    write(entry);
    carryOver.written(cycle, entry);
  }

  private void write(LedgerEntry entry) {
    EntryOutput encoded = encoder.encode(entry);
    if (written) {
      write(encoded);
      return;
    }
    // Makes the first cycle's file and with it initialises the other half of Chronicle's classes.
    // Not by pretouch(), which in 2026.4 calls itself until the stack is full.
    ChronicleSettings.during(
        folder,
        () -> {
          write(encoded);
          return this;
        });
    written = true;
  }

  private void write(EntryOutput encoded) {
    try (DocumentContext document = appender.writingDocument()) {
      try {
        Bytes<?> bytes = Objects.requireNonNull(document.wire()).bytes();
        bytes.write(encoded.array(), 0, encoded.length());
        // A page that a full disk did not give would else be an entry with a hole in it.
        MemoryFault.surface();
      } catch (RuntimeException | Error fault) {
        // Closing commits what is there; half an entry is worse than none.
        document.rollbackOnClose();
        throw fault;
      }
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
