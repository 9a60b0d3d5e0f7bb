package dev.rein.hook;

import dev.rein.api.FileRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.PathRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.io.File;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What woven code calls about files: opens, changes, and bytes that move. */
public final class FileHooks {
  /** The other end of a transfer, whose path is not at hand; it is the host's, as far as known. */
  private static final String UNKNOWN_FILE = "";

  private FileHooks() {}

  /** Begins a call of {@code java.io}, or of {@code java.nio.file}, on a path. */
  public static @Nullable Object beginFile(Operation operation, @Nullable String path) {
    if (path == null || Hooks.handler() == null) {
      return null;
    }
    Operation actual = operation;
    if (operation == Operation.FILE_READ) {
      if (CallGuard.current().isSuspended()) {
        Exemptions.addClassPathFile(path);
        return null;
      }
      if (Exemptions.isJvmsOwn(path)) {
        return null;
      }
    } else if (operation == Operation.FILE_WRITE) {
      actual = new File(path).exists() ? Operation.FILE_MODIFY : Operation.FILE_CREATE;
    } else if (operation == Operation.FILE_UPDATE && !new File(path).exists()) {
      actual = Operation.FILE_CREATE;
    }
    return Hooks.begin(actual, path);
  }

  /** Begins an open through {@code java.io}. */
  public static @Nullable Object openFile(Operation operation, @Nullable String path)
      throws FileRefusedException {
    Object outcome = beginFile(operation, path);
    if (outcome instanceof Refusal refusal) {
      throw new FileRefusedException(String.valueOf(path), refusal);
    }
    return outcome;
  }

  /** Begins the creation of an empty file through {@code java.io}. */
  public static @Nullable Object createFile(String path) throws IoRefusedException {
    Object outcome = beginFile(Operation.FILE_CREATE, path);
    if (outcome instanceof Refusal refusal) {
      throw new IoRefusedException(refusal);
    }
    return outcome;
  }

  /** Begins an operation of a {@code java.nio.file} provider. */
  public static @Nullable Object onPath(Operation operation, @Nullable Object path)
      throws PathRefusedException {
    String name = path == null ? null : path.toString();
    Object outcome = beginFile(operation, name);
    if (outcome instanceof Refusal refusal) {
      throw new PathRefusedException(String.valueOf(name), refusal);
    }
    return outcome;
  }

  /** Begins an open by a {@code java.nio.file} provider. */
  public static @Nullable Object openPath(@Nullable Object path, @Nullable Set<?> options)
      throws PathRefusedException {
    if (options == null) {
      return null;
    }
    boolean write =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (!write) {
      return onPath(Operation.FILE_READ, path);
    }
    boolean read = options.contains(StandardOpenOption.READ);
    return onPath(read ? Operation.FILE_UPDATE : Operation.FILE_WRITE, path);
  }

  /** Ends a copy, whose bytes pass every channel by. */
  public static void endCopy(
      @Nullable Object outcome, @Nullable Object source, @Nullable Object copy, boolean happened) {
    Hooks.end(outcome, null, happened);
    if (happened && outcome != null && source != null && copy != null) {
      long bytes = new File(copy.toString()).length();
      transferred(Resource.FILE_BYTES_READ, source.toString(), bytes);
      transferred(Resource.FILE_BYTES_WRITTEN, copy.toString(), bytes);
    }
  }

  /**
   * Before bytes move to or from a file.
   *
   * @param path of the file; null for a pipe, a terminal or the like, which is not charged
   */
  public static void beforeTransfer(Resource resource, @Nullable String path)
      throws IoRefusedException {
    if (Hooks.isBlocked(resource) && !isNotCharged(path) && !CallGuard.current().isSuspended()) {
      Hooks.askBeforeTransfer(resource);
    }
  }

  /** Bytes have moved to or from a file. */
  public static void transferred(Resource resource, @Nullable String path, long bytes) {
    HookHandler current = Hooks.handler();
    if (bytes > 0
        && current != null
        && !isNotCharged(path)
        && CallGuard.current().countsBytes(Hooks.bit(resource))) {
      Hooks.count(current, resource, bytes);
    }
  }

  /**
   * Begins a transfer between channels, which may or may not read and write by its own methods.
   *
   * @param resource what the transfer does to the file at {@code path}
   * @param peerIsFile whether the other end is a file too
   * @return what to hand to {@link #endTransfer}
   */
  public static long beginTransfer(Resource resource, @Nullable String path, boolean peerIsFile)
      throws IoRefusedException {
    beforeTransfer(resource, path);
    long resources = Hooks.bit(resource);
    if (peerIsFile) {
      Resource other = opposite(resource);
      beforeTransfer(other, UNKNOWN_FILE);
      resources |= Hooks.bit(other);
    }
    return CallGuard.current().beginTransfer(resources);
  }

  /**
   * Ends a transfer between channels.
   *
   * @param before what {@link #beginTransfer} returned
   */
  public static void endTransfer(
      long before, Resource resource, @Nullable String path, boolean peerIsFile, long bytes) {
    CallGuard.current().endTransfer(before);
    transferred(resource, path, bytes);
    if (peerIsFile) {
      transferred(opposite(resource), UNKNOWN_FILE, bytes);
    }
  }

  private static Resource opposite(Resource resource) {
    return resource == Resource.FILE_BYTES_READ
        ? Resource.FILE_BYTES_WRITTEN
        : Resource.FILE_BYTES_READ;
  }

  private static boolean isNotCharged(@Nullable String path) {
    return path == null || Exemptions.isJvmsOwn(path);
  }
}
