package dev.rein.agent.ledger;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Where one ledger's queue lies, once its folder is made. One thread. */
final class LedgerPlace {
  private final FolderSource source;
  private final HeldTime time = new HeldTime(System::currentTimeMillis);

  /** Outlives the queue, which a fault has opened anew. */
  private final CarryOver carryOver = new CarryOver();

  private @Nullable File queue;

  LedgerPlace(FolderSource source) {
    this.source = source;
  }

  /**
   * Opens the queue, and makes its folder first if there is none yet.
   *
   * @throws UncheckedIOException when there can be no folder
   */
  LedgerQueue open() {
    return LedgerQueue.open(folder().toPath(), time, carryOver);
  }

  private File folder() {
    File folder = queue;
    if (folder == null) {
      folder = makeFolder();
      queue = folder;
    }
    return folder;
  }

  private File makeFolder() {
    try {
      return source.make().queue().toFile();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Makes the folder first, for which disk it is on is known then. The system says zero for a
   * folder that someone has deleted, whose disk need not be full. Below zero where nothing can be
   * written, whatever is free, as on a disk that was made read-only.
   *
   * @throws UncheckedIOException as {@link #open}
   */
  long freeBytes() {
    File folder = folder();
    if (!folder.exists()) {
      return Long.MAX_VALUE;
    }
    return isWritable(folder) ? folder.getUsableSpace() : -1;
  }

  /**
   * Asked by opening a file, which changes nothing: a disk that an error has made read-only grants
   * the right to write as before, and takes what is mapped without keeping it.
   */
  private static boolean isWritable(File folder) {
    File metadata = new File(folder, "metadata.cq4t");
    if (!metadata.exists()) {
      return folder.canWrite();
    }
    // Where that does not open either, the process has too many files open.
    return opens(metadata) || !opens(new File("/dev/null"));
  }

  private static boolean opens(File file) {
    try {
      new RandomAccessFile(file, "rw").close();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }
}
