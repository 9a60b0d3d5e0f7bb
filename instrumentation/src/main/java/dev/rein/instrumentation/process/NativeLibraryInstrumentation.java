package dev.rein.instrumentation.process;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Native libraries that the host loads: {@code System.load}, {@code loadLibrary} and those of
 * {@code Runtime} end here. Nothing is charged; the coverage report names them, since what they do
 * goes past Rein. The JDK loads those of java.base by another way.
 */
public final class NativeLibraryInstrumentation {
  private NativeLibraryInstrumentation() {}

  public static List<HookSpec> hooks() {
    String runtime = "java.lang.Runtime";
    String caller = "java.lang.Class";
    String name = "java.lang.String";
    return List.of(
        hook(runtime, "load0", LoadAdvice.class, caller, name),
        hook(runtime, "loadLibrary0", LoadAdvice.class, caller, name));
  }

  static final class LoadAdvice {
    private LoadAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(0) Class<?> caller, @Advice.Argument(1) @Nullable String name) {
      return caller.getClassLoader() == null ? null : Hooks.begin(Operation.NATIVE_LOAD, name);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(1) @Nullable String name,
        @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, name, thrown == null);
    }
  }
}
