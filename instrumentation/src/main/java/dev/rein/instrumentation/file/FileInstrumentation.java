package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
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
 * Changes through {@code java.io.File}. All but {@code createNewFile} and {@code createTempFile}
 * tell a failure by returning false or null, so that is how a refused call ends; the ledger has the
 * reason.
 */
public final class FileInstrumentation {
  private FileInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "java.io.File";
    return List.of(
        hook(type, "createNewFile", CreateAdvice.class),
        hook(
            type,
            "createTempFile",
            CreateTempAdvice.class,
            "java.lang.String",
            "java.lang.String",
            type),
        hook(type, "normalizedList", ListAdvice.class),
        hook(type, "mkdir", MakeDirectoryAdvice.class),
        hook(type, "delete", DeleteAdvice.class),
        hook(type, "renameTo", RenameAdvice.class, "java.io.File"));
  }

  static final class CreateAdvice {
    private CreateAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This File file) throws IoRefusedException {
      return FileHooks.createFile(file.getPath());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Return boolean created) {
      Hooks.end(outcome, null, created);
    }
  }

  /** The name is not known before; the prefix is all there is to tell. */
  static final class CreateTempAdvice {
    private CreateTempAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) String prefix) throws IoRefusedException {
      return FileHooks.createFile(prefix);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Return @Nullable File created,
        @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, created, thrown == null);
    }
  }

  /**
   * All of {@code list} and {@code listFiles}, which return null when a directory cannot be read.
   */
  static final class ListAdvice {
    private ListAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.This File file) {
      return FileHooks.beginFile(Operation.FILE_LIST, file.getPath());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Return String @Nullable [] names) {
      Hooks.end(outcome, null, names != null);
    }
  }

  static final class MakeDirectoryAdvice {
    private MakeDirectoryAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.This File file) {
      return FileHooks.beginFile(Operation.FILE_CREATE, file.getPath());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Return boolean made) {
      Hooks.end(outcome, null, made);
    }
  }

  static final class DeleteAdvice {
    private DeleteAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.This File file) {
      return FileHooks.beginFile(Operation.FILE_DELETE, file.getPath());
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Return boolean deleted) {
      Hooks.end(outcome, null, deleted);
    }
  }

  static final class RenameAdvice {
    private RenameAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.This File file, @Advice.Argument(0) File to) {
      return FileHooks.beginFile(Operation.FILE_MOVE, file, to);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Return boolean renamed) {
      Hooks.end(outcome, null, renamed);
    }
  }
}
