package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.PathRefusedException;
import dev.rein.api.Refusal;
import dev.rein.hook.FileHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.io.File;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a file's times, permissions, owner and extended attributes: by the views in which
 * {@code Files.setAttribute} and its like end, and by {@code java.io.File}.
 */
public final class FileAttributesInstrumentation {
  private FileAttributesInstrumentation() {}

  public static List<HookSpec> hooks() {
    String posix = "sun.nio.fs.UnixFileAttributeViews$Posix";
    String basicHere = "sun.nio.fs.UnixSecureDirectoryStream$BasicFileAttributeViewImpl";
    String posixHere = "sun.nio.fs.UnixSecureDirectoryStream$PosixFileAttributeViewImpl";
    String dos = "sun.nio.fs.LinuxDosFileAttributeView";
    String user = "sun.nio.fs.UnixUserDefinedFileAttributeView";
    String file = "java.io.File";
    String time = "java.nio.file.attribute.FileTime";
    return List.of(
        hook(
            "sun.nio.fs.UnixFileAttributeViews$Basic",
            "setTimes",
            ViewAdvice.class,
            time,
            time,
            time),
        hook(posix, "setMode", ViewAdvice.class, "int"),
        hook(posix, "setOwners", ViewAdvice.class, "int", "int"),
        hook(basicHere, "setTimes", ViewAdvice.class, time, time, time),
        hook(posixHere, "setPermissions", ViewAdvice.class, "java.util.Set"),
        hook(posixHere, "setOwners", ViewAdvice.class, "int", "int"),
        hook(dos, "updateDosAttribute", ViewAdvice.class, "int", "boolean"),
        hook(user, "write", ViewAdvice.class, "java.lang.String", "java.nio.ByteBuffer"),
        hook(user, "delete", ViewAdvice.class, "java.lang.String"),
        hook(file, "setLastModified", FileAdvice.class, "long"),
        hook(file, "setReadOnly", FileAdvice.class),
        hook(file, "setWritable", FileAdvice.class, "boolean", "boolean"),
        hook(file, "setReadable", FileAdvice.class, "boolean", "boolean"),
        hook(file, "setExecutable", FileAdvice.class, "boolean", "boolean"));
  }

  static final class ViewAdvice {
    private ViewAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.FieldValue("file") @Nullable Object path)
        throws PathRefusedException {
      return FileHooks.setAttributes(path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }

  static final class FileAdvice {
    private FileAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.This File file) {
      return FileHooks.beginFile(Operation.FILE_ATTRIBUTES, file.getPath());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Return boolean changed) {
      Hooks.end(outcome, null, changed);
    }
  }
}
