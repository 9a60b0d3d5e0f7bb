package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/** Folders and files that only their owner can read, whatever the umask, where there is POSIX. */
public final class PrivateFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private static final int WRITABLE_BY_OTHERS = 0022;

  private PrivateFiles() {}

  static void createFolder(Path folder) throws IOException {
    Files.createDirectory(folder, attributes(folder, FOLDER));
    restrict(folder, FOLDER);
  }

  /** Makes those that are missing; the ones that exist stay as they are. */
  public static void createFolders(Path folder) throws IOException {
    Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  static void append(Path file, String text) throws IOException {
    write(file, text, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
  }

  static void create(Path file, String text) throws IOException {
    write(file, text, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  /** For a file that another library has made. */
  static void restrictFile(Path file) throws IOException {
    restrict(file, FILE);
  }

  /** A file of the user's own to append to, made if there is none; never through a link. */
  public static FileChannel appendTo(Path file) throws IOException {
    Set<OpenOption> how =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
    FileChannel channel = FileChannel.open(file, how, attributes(file, FILE));
    try {
      restrict(file, FILE);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return channel;
  }

  /** Whether nobody but this process's user can have written it; unknown is no. */
  public static boolean isOnlyOurs(Path path) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return self.equals(found.get("uid"))
        && found.get("mode") instanceof Integer mode
        && (mode & WRITABLE_BY_OTHERS) == 0;
  }

  private static void write(Path file, String text, Set<? extends OpenOption> how)
      throws IOException {
    try (SeekableByteChannel channel = Files.newByteChannel(file, how, attributes(file, FILE))) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  private static void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
    if (isPosix(path)) {
      Files.setPosixFilePermissions(path, permissions);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
