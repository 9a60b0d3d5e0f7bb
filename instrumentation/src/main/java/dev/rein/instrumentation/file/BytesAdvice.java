package dev.rein.instrumentation.file;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.FileHooks;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice on methods that move bytes of a file, for every class that keeps the file's path in a
 * field {@code path}. The field is null for what is no file of the host's: pipes, the standard
 * streams.
 */
final class BytesAdvice {
  private BytesAdvice() {}

  /** A method that returns one byte, or a negative number at the end. */
  static final class ReadOne {
    private ReadOne() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("path") @Nullable String path) throws IoRefusedException {
      FileHooks.beforeTransfer(Resource.FILE_BYTES_READ, path);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path, @Advice.Return int valueOrEnd) {
      FileHooks.transferred(Resource.FILE_BYTES_READ, path, valueOrEnd < 0 ? 0 : 1);
    }
  }

  /** A method that returns how many bytes it has read. */
  static final class Read {
    private Read() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("path") @Nullable String path) throws IoRefusedException {
      FileHooks.beforeTransfer(Resource.FILE_BYTES_READ, path);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("path") @Nullable String path, @Advice.Return long bytes) {
      FileHooks.transferred(Resource.FILE_BYTES_READ, path, bytes);
    }
  }

  /** A method that writes one byte. */
  static final class WriteOne {
    private WriteOne() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("path") @Nullable String path) throws IoRefusedException {
      FileHooks.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("path") @Nullable String path) {
      FileHooks.transferred(Resource.FILE_BYTES_WRITTEN, path, 1);
    }
  }

  /** A method that writes a whole array. */
  static final class WriteArray {
    private WriteArray() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("path") @Nullable String path) throws IoRefusedException {
      FileHooks.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path, @Advice.Argument(0) byte[] bytes) {
      FileHooks.transferred(Resource.FILE_BYTES_WRITTEN, path, bytes.length);
    }
  }

  /** A method that writes a part of an array. */
  static final class WriteRange {
    private WriteRange() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("path") @Nullable String path) throws IoRefusedException {
      FileHooks.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path, @Advice.Argument(2) int length) {
      FileHooks.transferred(Resource.FILE_BYTES_WRITTEN, path, length);
    }
  }

  /** A method that returns how many bytes it has written. */
  static final class Write {
    private Write() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("path") @Nullable String path) throws IoRefusedException {
      FileHooks.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("path") @Nullable String path, @Advice.Return long bytes) {
      FileHooks.transferred(Resource.FILE_BYTES_WRITTEN, path, bytes);
    }
  }
}
