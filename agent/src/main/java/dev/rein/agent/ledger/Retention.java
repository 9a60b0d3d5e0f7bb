package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledgers of a folder within an age and a size: whole files go, the oldest first, whoever
 * they are of. A JVM that runs removes files of its own and of JVMs that have ended, never those of
 * another that runs. See {@code docs/decisions/011-retention.md}.
 *
 * @param dir where the ledgers are
 * @param age of files; older ones go
 * @param bytes of all ledgers together; beyond that the oldest go
 */
public record Retention(Path dir, Duration age, long bytes) {
  static final String LOCK = "retention.lock";

  public Retention {
    dir = dir.toAbsolutePath().normalize();
  }

  /**
   * What has gone.
   *
   * @param tooOld how many files were older than allowed
   * @param tooMuch how many others had to make room
   */
  public record Removed(int tooOld, int tooMuch, long bytes) {
    /** True when nothing has. */
    public boolean isNothing() {
      return tooOld + tooMuch == 0;
    }
  }

  /**
   * Removes what is to go by now.
   *
   * @param own the folder of this process's ledger; null when it has none
   * @return null when another process is at it, which is not waited for
   */
  public @Nullable Removed prune(Instant now, @Nullable Path own) throws IOException {
    if (!Files.isDirectory(dir)) {
      return new Removed(0, 0, 0);
    }
    Path lockFile = dir.resolve(LOCK);
    try {
      PrivateFiles.create(lockFile, "");
    } catch (FileAlreadyExistsException usual) {
      // Made by an earlier one.
    }
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        return null;
      }
      UserPrincipal owner = Files.getOwner(lockFile, LinkOption.NOFOLLOW_LINKS);
      Pruning pruning = new Pruning(age, bytes, now, own);
      for (Path folder : folders()) {
        pruning.look(folder, owner);
      }
      return pruning.remove();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(dir, LedgerFolder::isNamedSo)) {
      children.forEach(folders::add);
    }
    return folders;
  }
}
