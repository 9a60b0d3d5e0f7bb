package dev.rein.instrumentation.process;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.Hooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Processes: {@code ProcessBuilder}, its pipelines and {@code Runtime.exec} all start one at the
 * same place, {@code Process} and {@code ProcessHandle} end one at the same place.
 */
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
            "boolean"),
        hook("java.lang.ProcessHandleImpl", "destroyProcess", DestroyAdvice.class, "boolean"));
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

  /** What ends a process is written down, never refused: it frees something. */
  static final class DestroyAdvice {
    private DestroyAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This ProcessHandle process, @Advice.Argument(0) boolean force) {
      return Hooks.begin(force ? Operation.PROCESS_KILL : Operation.PROCESS_DESTROY, process);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This ProcessHandle process,
        @Advice.Return boolean signalled) {
      Hooks.end(outcome, process, signalled);
    }
  }
}
