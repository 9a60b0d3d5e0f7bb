package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.OpenFiles;
import dev.rein.instrumentation.HookSpec;
import java.io.FileDescriptor;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Which files are open, seen at their descriptors. The streams of {@code java.io} register theirs
 * for clean-up as soon as they are open, {@code java.nio} sets its number; all are closed by {@code
 * close}, but for streams that nobody refers to any more, which the cleaner closes.
 */
public final class FileDescriptorInstrumentation {
  private FileDescriptorInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "java.io.FileDescriptor";
    return List.of(
        hook(type, "set", SetAdvice.class, "int"),
        hook(type, "registerCleanup", OpenAdvice.class, "jdk.internal.ref.PhantomCleanable"),
        hook(type, "attach", AttachAdvice.class, "java.io.Closeable"),
        hook(type, "close", CloseAdvice.class),
        hook("java.io.FileCleanable", "performCleanup", CloseAdvice.class));
  }

  static final class SetAdvice {
    private SetAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) int number) {
      OpenFiles.opened(number);
    }
  }

  static final class OpenAdvice {
    private OpenAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("fd") int number) {
      OpenFiles.opened(number);
    }
  }

  static final class AttachAdvice {
    private AttachAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This FileDescriptor descriptor, @Advice.FieldValue("fd") int number) {
      OpenFiles.attached(descriptor, number);
    }
  }

  static final class CloseAdvice {
    private CloseAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("fd") int number) {
      OpenFiles.closing(number);
    }
  }
}
