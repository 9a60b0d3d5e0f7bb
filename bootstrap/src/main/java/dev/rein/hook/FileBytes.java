package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import java.io.FileDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls about bytes that move to or from a file, told by its path and descriptor.
 * Without a path it is a pipe, a terminal or the like and not charged, unless the descriptor is
 * that of a counted file.
 */
public final class FileBytes {
  /** For {@link CallGuard#beginTransfer}. */
  static final long BOTH_WAYS =
      Hooks.bit(Resource.FILE_BYTES_READ) | Hooks.bit(Resource.FILE_BYTES_WRITTEN);

  /** The other end of a transfer, whose path is not at hand; it is the host's, as far as known. */
  private static final String UNKNOWN_FILE = "";

  private FileBytes() {}

  /** Before bytes move to or from a file. */
  public static void beforeTransfer(
      Resource resource, @Nullable String path, @Nullable FileDescriptor descriptor)
      throws IoRefusedException {
    if (Hooks.isBlocked(resource)
        && isCharged(path, descriptor)
        && !CallGuard.current().isSuspended()) {
      Hooks.askBeforeTransfer(resource, path);
    }
  }

  /** The same at the other end of a transfer. */
  private static void beforeTransfer(Resource resource, @Nullable Object peer)
      throws IoRefusedException {
    if (Hooks.isBlocked(resource) && !CallGuard.current().isSuspended()) {
      Hooks.askBeforeTransfer(resource, peer);
    }
  }

  /** Bytes have moved to or from a file. */
  public static void transferred(
      Resource resource, @Nullable String path, @Nullable FileDescriptor descriptor, long bytes) {
    HookHandler current = Hooks.handler();
    if (bytes > 0
        && current != null
        && isCharged(path, descriptor)
        && CallGuard.current().countsBytes(Hooks.bit(resource))) {
      Hooks.count(current, resource, bytes);
    }
  }

  /**
   * Begins a transfer between channels, which may or may not read and write by its own methods.
   *
   * @param resource what the transfer does to this file
   * @param channel of this file
   * @param peer the other end
   * @return what to hand to {@link #endTransfer}
   */
  public static long beginTransfer(
      Resource resource,
      @Nullable String path,
      @Nullable FileDescriptor descriptor,
      Object channel,
      @Nullable Object peer)
      throws IoRefusedException {
    beforeTransfer(resource, path, descriptor);
    long resources = Hooks.bit(resource);
    if (isFile(channel, peer)) {
      Resource other = opposite(resource);
      beforeTransfer(other, peer);
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
      long before,
      Resource resource,
      @Nullable String path,
      @Nullable FileDescriptor descriptor,
      Object channel,
      @Nullable Object peer,
      long bytes) {
    CallGuard.current().endTransfer(before);
    transferred(resource, path, descriptor, bytes);
    if (isFile(channel, peer)) {
      transferred(opposite(resource), UNKNOWN_FILE, null, bytes);
    }
  }

  /** Begins a call that is counted by how far it moves the file's position, not by its reads. */
  public static long beginReading(@Nullable String path, @Nullable FileDescriptor descriptor)
      throws IoRefusedException {
    beforeTransfer(Resource.FILE_BYTES_READ, path, descriptor);
    return CallGuard.current().beginTransfer(Hooks.bit(Resource.FILE_BYTES_READ));
  }

  /**
   * Ends a call that has read some bytes.
   *
   * @param before what {@link #beginReading} returned
   */
  public static void endReading(
      long before, @Nullable String path, @Nullable FileDescriptor descriptor, long bytes) {
    CallGuard.current().endTransfer(before);
    transferred(Resource.FILE_BYTES_READ, path, descriptor, bytes);
  }

  /** Before a part of a file is mapped into memory, where nobody sees what moves. */
  public static void beforeMapping(
      @Nullable String path, @Nullable FileDescriptor descriptor, boolean writable)
      throws IoRefusedException {
    beforeTransfer(Resource.FILE_BYTES_READ, path, descriptor);
    if (writable) {
      beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }
  }

  /** A part of a file is mapped: as many bytes count as can be read, and written, there. */
  public static void mapped(
      @Nullable String path, @Nullable FileDescriptor descriptor, boolean writable, long bytes) {
    transferred(Resource.FILE_BYTES_READ, path, descriptor, bytes);
    if (writable) {
      transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, bytes);
    }
  }

  private static Resource opposite(Resource resource) {
    return resource == Resource.FILE_BYTES_READ
        ? Resource.FILE_BYTES_WRITTEN
        : Resource.FILE_BYTES_READ;
  }

  private static boolean isFile(Object channel, @Nullable Object peer) {
    return peer != null && peer.getClass() == channel.getClass() && !OpenFiles.isNoFile(peer);
  }

  private static boolean isCharged(@Nullable String path, @Nullable FileDescriptor descriptor) {
    return path == null ? OpenFiles.isShared(descriptor) : !Exemptions.isJvmsOwn(path);
  }
}
