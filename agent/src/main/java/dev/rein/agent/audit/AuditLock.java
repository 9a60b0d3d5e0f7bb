package dev.rein.agent.audit;

import dev.rein.agent.ledger.PrivateFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;

/**
 * Keeps other processes from writing the same audit log, for as long as this one lives. It is a
 * file of its own, since the log itself gets another name when it is full.
 */
final class AuditLock implements AutoCloseable {
  static final String SUFFIX = ".lock";

  private final FileChannel channel;

  private AuditLock(FileChannel channel) {
    this.channel = channel;
  }

  static Path of(Path log) {
    return log.resolveSibling(log.getFileName() + SUFFIX);
  }

  static AuditLock take(Path log) throws IOException {
    Path file = of(log);
    FileChannel channel = PrivateFiles.appendTo(file);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return new AuditLock(channel);
      }
    } catch (OverlappingFileLockException sameProcess) {
      // An agent that was detached has not let go yet; or a class loader's copy of this one.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException(
        "another process writes it; with %p in the name each process has a file of its own");
  }

  /**
   * Tells others that look for what is left of the dead that this process lives. By the channel: to
   * set a file's time the JDK opens and closes it, and with that POSIX drops the process's locks.
   */
  void touch() {
    try {
      int unused = channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      channel.truncate(0);
    } catch (IOException gone) {
      // Then there is nothing that could be taken for a dead one's.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
