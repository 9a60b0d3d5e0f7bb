package dev.rein.instrumentation.process;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Process starts: {@code ProcessBuilder}, its pipelines and {@code Runtime.exec} all end here. */
public final class ProcessInstrumentation {
  private ProcessInstrumentation() {}

  public static List<HookSpec> hooks() {
    return List.of(
        hook(
            "java.lang.ProcessImpl",
            "start",
            StartAdvice.class,
            "java.lang.String[]",
            "java.util.Map",
            "java.lang.String",
            "java.lang.ProcessBuilder$Redirect[]",
            "boolean"));
  }

  static final class StartAdvice {
    private StartAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) String[] command) throws IoRefusedException {
      return Hooks.call(Operation.PROCESS_SPAWN, command);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Return @Nullable Process process,
        @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, process, thrown == null);
    }
  }
}
