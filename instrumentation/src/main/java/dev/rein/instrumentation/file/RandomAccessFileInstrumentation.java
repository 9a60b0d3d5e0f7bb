package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.FileRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.FileBytes;
import dev.rein.hook.FileHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Opens and bytes of {@code RandomAccessFile}. Its {@code writeBytes} and {@code writeChars} go to
 * the system by themselves, all other methods by {@code read} and {@code write}.
 */
public final class RandomAccessFileInstrumentation {
  private RandomAccessFileInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "java.io.RandomAccessFile";
    String bytes = "byte[]";
    return List.of(
        hook(type, "open", OpenAdvice.class, "java.lang.String", "int"),
        hook(type, "read", BytesAdvice.ReadOne.class),
        hook(type, "read", BytesAdvice.Read.class, bytes),
        hook(type, "read", BytesAdvice.Read.class, bytes, "int", "int"),
        hook(type, "write", BytesAdvice.WriteOne.class, "int"),
        hook(type, "write", BytesAdvice.WriteArray.class, bytes),
        hook(type, "write", BytesAdvice.WriteRange.class, bytes, "int", "int"),
        hook(type, "readLine", ReadLineAdvice.class).since(25),
        hook(type, "writeBytes", WriteStringAdvice.class, "java.lang.String"),
        hook(type, "writeChars", WriteCharsAdvice.class, "java.lang.String"));
  }

  static final class OpenAdvice {
    private OpenAdvice() {}

    /** The mode has bit 1 set when the file is opened for reading only. */
    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) String path, @Advice.Argument(1) int mode)
        throws FileRefusedException {
      return FileHooks.openFile(
          (mode & 1) != 0 ? Operation.FILE_READ : Operation.FILE_UPDATE, path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }

  /**
   * Late updates of JDK 25 go to the system by themselves, once for each byte (JDK-8361640), where
   * those before call {@code read}. Where the file's position has moved to tells it for both.
   */
  static final class ReadLineAdvice {
    private ReadLineAdvice() {}

    @SuppressWarnings("UnusedVariable") // exit reads it
    @Advice.OnMethodEnter
    static long enter(
        @Advice.This RandomAccessFile file,
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Local("before") long before)
        throws IOException {
      long start = file.getFilePointer();
      before = FileBytes.beginReading(path, descriptor);
      return start;
    }

    @Advice.OnMethodExit(onThrowable = IOException.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This RandomAccessFile file,
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Local("before") long before,
        @Advice.Thrown @Nullable Throwable thrown)
        throws IOException {
      long bytes = thrown == null ? file.getFilePointer() - start : 0;
      FileBytes.endReading(before, path, descriptor, bytes);
    }
  }

  static final class WriteStringAdvice {
    private WriteStringAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") String path, @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(0) String text) {
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, text.length());
    }
  }

  static final class WriteCharsAdvice {
    private WriteCharsAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") String path, @Advice.FieldValue("fd") FileDescriptor descriptor)
        throws IoRefusedException {
      FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(0) String text) {
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, descriptor, 2L * text.length());
    }
  }
}
