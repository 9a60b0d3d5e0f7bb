package dev.rein.instrumentation.context;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.ContextHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of {@code ThreadPoolExecutor} and {@code ScheduledThreadPoolExecutor}: the account goes
 * with the task from where it enters the queue to where a worker gets it, and the task stays as it
 * is. A new worker's first task never enters the queue; its account is the thread's own.
 */
public final class ExecutorInstrumentation {
  private ExecutorInstrumentation() {}

  public static List<HookSpec> hooks() {
    String pool = "java.util.concurrent.ThreadPoolExecutor";
    String scheduled = "java.util.concurrent.ScheduledThreadPoolExecutor";
    String task = "java.lang.Runnable";
    String scheduledTask = "java.util.concurrent.RunnableScheduledFuture";
    Stream<HookSpec> policies =
        Stream.of("CallerRunsPolicy", "DiscardPolicy", "DiscardOldestPolicy", "AbortPolicy")
            .map(
                policy ->
                    hook(pool + "$" + policy, "rejectedExecution", NotRunAdvice.class, task, pool));
    return Stream.concat(
            Stream.of(
                hook(pool, "execute", HandOverAdvice.class, task),
                hook(scheduled, "delayedExecute", HandOverAdvice.class, scheduledTask),
                hook(scheduled, "reExecutePeriodic", HandOverAdvice.class, scheduledTask),
                hook(pool, "getTask", TakeOverAdvice.class),
                hook(pool, "addWorker", AcceptedAdvice.class, task, "boolean"),
                hook(pool, "remove", AcceptedAdvice.class, task),
                hook(pool, "shutdownNow", DrainedAdvice.class)),
            policies)
        .toList();
  }

  static final class HandOverAdvice {
    private HandOverAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      ContextHooks.handOver(task);
    }
  }

  static final class TakeOverAdvice {
    private TakeOverAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {
      ContextHooks.awaitTask();
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return @Nullable Runnable task) {
      ContextHooks.takeOver(task);
    }
  }

  /** The task is not in the queue any more, or will not get there. */
  static final class AcceptedAdvice {
    private AcceptedAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) @Nullable Object task, @Advice.Return boolean takenFromQueue) {
      if (takenFromQueue) {
        ContextHooks.takeBack(task);
      }
    }
  }

  static final class NotRunAdvice {
    private NotRunAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      ContextHooks.takeBack(task);
    }
  }

  static final class DrainedAdvice {
    private DrainedAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return List<?> tasks) {
      ContextHooks.takeBackAll(tasks);
    }
  }
}
