package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.PathRefusedException;
import dev.rein.hook.FileHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Opens and changes by the default provider of {@code java.nio.file}, where all of {@code Files}
 * ends. On JDK 25 {@code newByteChannel} calls {@code newFileChannel}; the guard counts one.
 */
public final class FileSystemProviderInstrumentation {
  private static final String FILTER = "java.nio.file.DirectoryStream$Filter";

  private FileSystemProviderInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.fs.UnixFileSystemProvider";
    String path = "java.nio.file.Path";
    String attributes = "java.nio.file.attribute.FileAttribute[]";
    String options = "java.nio.file.CopyOption[]";
    return List.of(
        hook(type, "newByteChannel", OpenAdvice.class, path, "java.util.Set", attributes),
        hook(type, "newFileChannel", OpenAdvice.class, path, "java.util.Set", attributes),
        hook(
            type,
            "newAsynchronousFileChannel",
            OpenAdvice.class,
            path,
            "java.util.Set",
            "java.util.concurrent.ExecutorService",
            attributes),
        hook(type, "newDirectoryStream", ListAdvice.class, path, FILTER),
        hook(type, "createDirectory", CreateAdvice.class, path, attributes),
        hook(type, "createSymbolicLink", CreateAdvice.class, path, path, attributes),
        hook(type, "createLink", CreateAdvice.class, path, path),
        hook(type, "implDelete", DeleteAdvice.class, path, "boolean"),
        hook(type, "copy", CopyAdvice.class, path, path, options),
        hook(type, "move", MoveAdvice.class, path, path, options),
        copyFile("sun.nio.fs.UnixCopyFile").until(19),
        copyFile("sun.nio.fs.UnixFileSystem").since(20));
  }

  /** What copies a file's bytes; a move to another file system ends there too. */
  private static HookSpec copyFile(String type) {
    String path = "sun.nio.fs.UnixPath";
    String attributes = "sun.nio.fs.UnixFileAttributes";
    return hook(
        type, "copyFile", CopyFileAdvice.class, path, attributes, path, type + "$Flags", "long");
  }

  static final class OpenAdvice {
    private OpenAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(0) Path path, @Advice.Argument(1) Set<? extends OpenOption> options)
        throws PathRefusedException {
      return FileHooks.openPath(path, options);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(1) Set<? extends OpenOption> options,
        @Advice.Thrown @Nullable Throwable thrown) {
      FileHooks.endOpen(outcome, options, thrown == null);
    }
  }

  static final class CreateAdvice {
    private CreateAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Path path) throws PathRefusedException {
      return FileHooks.onPath(Operation.FILE_CREATE, path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }

  static final class ListAdvice {
    private ListAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Path path) throws PathRefusedException {
      return FileHooks.onPath(Operation.FILE_LIST, path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }

  static final class DeleteAdvice {
    private DeleteAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Path path) throws PathRefusedException {
      return FileHooks.onPath(Operation.FILE_DELETE, path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Return boolean deleted) {
      Hooks.end(outcome, null, deleted);
    }
  }

  static final class CopyAdvice {
    private CopyAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Path source, @Advice.Argument(1) Path copy)
        throws PathRefusedException {
      return FileHooks.beginCopy(source, copy);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) Path source,
        @Advice.Argument(1) Path copy,
        @Advice.Thrown @Nullable Throwable thrown) {
      FileHooks.endCopy(outcome, source, copy, thrown == null);
    }
  }

  static final class CopyFileAdvice {
    private CopyFileAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) Path source, @Advice.Argument(2) Path copy) {
      FileHooks.copiedToMove(source, copy);
    }
  }

  static final class MoveAdvice {
    private MoveAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Path from, @Advice.Argument(1) Path to)
        throws PathRefusedException {
      return FileHooks.movePath(from, to);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }
}
