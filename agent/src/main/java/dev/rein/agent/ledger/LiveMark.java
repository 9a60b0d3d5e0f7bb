package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The lock by which a process says that it writes a ledger: the system lets go of it when the
 * process dies, and shows it to other containers too, whose process numbers differ. See {@code
 * docs/decisions/011-retention.md}.
 */
public final class LiveMark implements AutoCloseable {
  static final String NAME = "live.lock";

  /** Holds the lock as long as it is open; null where the file system has none. */
  private final @Nullable FileChannel channel;

  private LiveMark(@Nullable FileChannel channel) {
    this.channel = channel;
  }

  /** Where there can be none the ledger has no such file, and its pid has to do. */
  static LiveMark set(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      PrivateFiles.create(file, "");
      FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (isLocked(channel)) {
        return new LiveMark(channel);
      }
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException noLocksHere) {
      deleteQuietly(file);
    }
    return new LiveMark(null);
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException gone) {
      // Nobody holds it, which others see.
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisJvm) {
      return false;
    }
  }

  /**
   * Says the same by the time of the file, for where somebody has made the lock go. By the channel:
   * to set a file's time the JDK opens and closes it, and with that POSIX drops the lock.
   */
  public void renew() {
    if (channel == null) {
      return;
    }
    try {
      int unused = channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0);
      FileChannel unusedToo = channel.truncate(0);
    } catch (IOException none) {
      // Then the lock, or the pid, has to do.
    }
  }

  /**
   * Whether a process writes that ledger, as far as its lock or else its pid tells. Never to be
   * asked of a ledger of this process: to look at a file ends the locks that a process has on it.
   */
  static boolean isHeld(Path folder) {
    Path file = folder.resolve(NAME);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      return !isLocked(channel);
    } catch (IOException none) {
      return isProcessAlive(folder);
    }
  }

  private static boolean isProcessAlive(Path folder) {
    try {
      return LedgerFolder.open(folder).meta().isProcessAlive();
    } catch (LedgerUnreadableException nobodyKnowsWhose) {
      return false;
    }
  }

  /** The ledger is not written any more. */
  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException letGoOfAnyway) {
        // The system closes it with the process.
      }
    }
  }
}
