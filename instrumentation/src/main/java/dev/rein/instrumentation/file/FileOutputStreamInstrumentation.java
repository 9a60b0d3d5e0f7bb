package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.FileRefusedException;
import dev.rein.hook.FileHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.OpenFiles;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.io.FileDescriptor;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Opens and bytes of {@code FileOutputStream}. */
public final class FileOutputStreamInstrumentation {
  private FileOutputStreamInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "java.io.FileOutputStream";
    return List.of(
        hook(type, "open", OpenAdvice.class, "java.lang.String", "boolean"),
        hook(type, "write", BytesAdvice.WriteOne.class, "int"),
        hook(type, "write", BytesAdvice.WriteArray.class, "byte[]"),
        hook(type, "write", BytesAdvice.WriteRange.class, "byte[]", "int", "int"),
        hook(type, "getChannel", ChannelAdvice.class));
  }

  static final class OpenAdvice {
    private OpenAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) String path) throws FileRefusedException {
      return FileHooks.openFile(Operation.FILE_WRITE, path);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, null, thrown == null);
    }
  }

  /** A channel may be of a pipe or a terminal, which a transfer to it does not show. */
  static final class ChannelAdvice {
    private ChannelAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Return Object channel) {
      OpenFiles.madeChannel(path, descriptor, channel);
    }
  }
}
