package dev.rein.instrumentation.thread;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.Operation;
import dev.rein.hook.ThreadHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Thread starts and ends. From JDK 21 on, executors with a thread per task call {@code
 * start(ThreadContainer)} directly; a virtual thread's {@code start()} ends there too.
 */
public final class ThreadInstrumentation {
  private ThreadInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "java.lang.Thread";
    String container = "jdk.internal.vm.ThreadContainer";
    return List.of(
        hook(type, "start", StartAdvice.class),
        hook(type, "start", StartAdvice.class, container).since(21),
        hook("java.lang.VirtualThread", "start", VirtualStartAdvice.class, container).since(21),
        hook(type, "exit", ExitAdvice.class),
        hook("java.lang.VirtualThread", "run", VirtualExitAdvice.class, "java.lang.Runnable")
            .since(21));
  }

  static final class StartAdvice {
    private StartAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Thread thread) {
      return ThreadHooks.startThread(Operation.THREAD_START, thread);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This Thread thread,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadHooks.endStart(outcome, thread, thrown == null);
    }
  }

  static final class VirtualStartAdvice {
    private VirtualStartAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Thread thread) {
      return ThreadHooks.startThread(Operation.VIRTUAL_THREAD_START, thread);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This Thread thread,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadHooks.endStart(outcome, thread, thrown == null);
    }
  }

  static final class ExitAdvice {
    private ExitAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Thread thread) {
      ThreadHooks.threadEnding(thread);
    }
  }

  static final class VirtualExitAdvice {
    private VirtualExitAdvice() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.This Thread thread) {
      ThreadHooks.virtualThreadEnded(thread);
    }
  }
}
