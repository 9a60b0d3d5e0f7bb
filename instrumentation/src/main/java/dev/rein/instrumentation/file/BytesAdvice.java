package dev.rein.instrumentation.file;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.FileBytes;
import java.io.FileDescriptor;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice on methods that move bytes of a file, for every class that keeps the file's path in a
 * field {@code path} and its descriptor in a field {@code fd}. The path is null for what is opened
 * by descriptor: pipes, the standard streams.
 */
final class BytesAdvice {
  private BytesAdvice() {}

  /** A method that returns one byte, or a negative number at the end. */
  static final class ReadOne {
    private ReadOne() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_READ, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Return int valueOrEnd) {
      FileBytes.transferred(Resource.FILE_BYTES_READ, path, descriptor, valueOrEnd < 0 ? 0 : 1);
    }
  }

  /** A method that returns how many bytes it has read. */
  static final class Read {
    private Read() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_READ, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Return long bytes) {
      FileBytes.transferred(Resource.FILE_BYTES_READ, path, descriptor, bytes);
    }
  }

  /** A method that writes one byte. */
  static final class WriteOne {
    private WriteOne() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor) {
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, 1);
    }
  }

  /** A method that writes a whole array. */
  static final class WriteArray {
    private WriteArray() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(0) byte[] bytes) {
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, bytes.length);
    }
  }

  /** A method that writes a part of an array. */
  static final class WriteRange {
    private WriteRange() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(2) int length) {
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, length);
    }
  }

  /** A method that returns how many bytes it has written. */
  static final class Write {
    private Write() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Return long bytes) {
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, bytes);
    }
  }
}
