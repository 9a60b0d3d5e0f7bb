package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.PathRefusedException;
import dev.rein.hook.FileHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Opens and changes by way of a directory that is held open, which pass the provider by. Their
 * paths are relative to that directory.
 */
public final class SecureDirectoryStreamInstrumentation {
  private SecureDirectoryStreamInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.fs.UnixSecureDirectoryStream";
    String path = "java.nio.file.Path";
    String attributes = "java.nio.file.attribute.FileAttribute[]";
    String stream = "java.nio.file.SecureDirectoryStream";
    return List.of(
        hook(type, "newByteChannel", OpenAdvice.class, path, "java.util.Set", attributes),
        hook(type, "newDirectoryStream", ListAdvice.class, path, "java.nio.file.LinkOption[]"),
        hook(type, "deleteFile", DeleteAdvice.class, path),
        hook(type, "deleteDirectory", DeleteAdvice.class, path),
        hook(type, "move", MoveAdvice.class, path, stream, path));
  }

  static final class OpenAdvice {
    private OpenAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This SecureDirectoryStream<Path> directory,
        @Advice.Argument(0) Path path,
        @Advice.Argument(1) Set<? extends OpenOption> options)
        throws PathRefusedException {
      return FileHooks.openIn(directory, path, options);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(1) Set<? extends OpenOption> options,
        @Advice.Thrown @Nullable Throwable thrown) {
      FileHooks.endOpen(outcome, options, thrown == null);
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
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }

  static final class MoveAdvice {
    private MoveAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) Path path) throws PathRefusedException {
      return FileHooks.onPath(Operation.FILE_MOVE, path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }
}
