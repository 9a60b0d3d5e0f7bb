package dev.rein.instrumentation.context;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.ContextHooks;
import dev.rein.hook.ThreadHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.concurrent.Executor;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of {@code ForkJoinPool}, among them those of parallel streams and the asynchronous stages
 * of {@code CompletableFuture}. Every task passes {@code doExec}, whoever runs it: a worker, a
 * thread that helps, the one that invokes it. Where the pool may have no worker for a submitted
 * task, since the start of one was refused, the submission fails; the pool alone would keep the
 * task for ever.
 *
 * <p>The advice names none of these types: it is looked at while they are being loaded.
 */
public final class ForkJoinInstrumentation {
  private ForkJoinInstrumentation() {}

  public static List<HookSpec> hooks() {
    String pool = "java.util.concurrent.ForkJoinPool";
    String task = "java.util.concurrent.ForkJoinTask";
    String future = "java.util.concurrent.CompletableFuture";
    return List.of(
        hook(pool, "externalSubmit", SubmitAdvice.class, task).until(20),
        hook(pool, "poolSubmit", SubmitLaterAdvice.class, "boolean", task).since(21),
        hook(
            pool,
            "deregisterWorker",
            NoWorkerAdvice.class,
            "java.util.concurrent.ForkJoinWorkerThread",
            "java.lang.Throwable"),
        hook(task, "fork", ForkAdvice.class),
        hook(task, "invoke", ForkAdvice.class),
        hook(task, "quietlyInvoke", ForkAdvice.class),
        hook(task, "invokeAll", ForkFirstAdvice.class, task, task),
        hook(task, "invokeAll", ForkArrayAdvice.class, task + "[]"),
        hook(task, "invokeAll", ForkListAdvice.class, "java.util.Collection"),
        hook(task, "doExec", RunAdvice.class),
        hook(
                "java.util.concurrent.DelayScheduler",
                "pend",
                ForkFirstAdvice.class,
                "java.util.concurrent.DelayScheduler$ScheduledForkJoinTask")
            .since(25),
        hook(future + "$Completion", "run", RunStageAdvice.class),
        hook(
            future + "$UniCompletion",
            "<init>",
            StageAdvice.class,
            "java.util.concurrent.Executor",
            future,
            future));
  }

  static final class SubmitAdvice {
    private SubmitAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      ThreadHooks.beginSubmit(task);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.This Object pool, @Advice.Return Object task) {
      ThreadHooks.endSubmit(pool, task);
    }
  }

  static final class SubmitLaterAdvice {
    private SubmitLaterAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) @Nullable Object task) {
      ThreadHooks.beginSubmit(task);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.This Object pool, @Advice.Return Object task) {
      ThreadHooks.endSubmit(pool, task);
    }
  }

  /** What it is told of as the cause, it throws again, in the middle of a push. */
  static final class NoWorkerAdvice {
    private NoWorkerAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 1, readOnly = false) @Nullable Throwable failure) {
      failure = ThreadHooks.workerFailed(failure);
    }
  }

  static final class ForkAdvice {
    private ForkAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object task) {
      ContextHooks.handOver(task);
    }
  }

  /** The others, if any, are forked by a call of their own. */
  static final class ForkFirstAdvice {
    private ForkFirstAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      ContextHooks.handOver(task);
    }
  }

  static final class ForkArrayAdvice {
    private ForkArrayAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) Object @Nullable [] tasks) {
      if (tasks != null && tasks.length > 0) {
        ContextHooks.handOver(tasks[0]);
      }
    }
  }

  static final class ForkListAdvice {
    private ForkListAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object tasks) {
      if (tasks instanceof List<?> list && !list.isEmpty()) {
        ContextHooks.handOver(list.get(0));
      }
    }
  }

  static final class RunAdvice {
    private RunAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object task) {
      return ContextHooks.beginTask(task);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      ContextHooks.endTask(before);
    }
  }

  /** In an executor of the host's own making; the JDK's have set the account before. */
  static final class RunStageAdvice {
    private RunStageAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object stage) {
      return ContextHooks.beginStage(stage);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      ContextHooks.endTask(before);
    }
  }

  /** An asynchronous stage belongs to who registered it, not to who completes the one before. */
  static final class StageAdvice {
    private StageAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object stage, @Advice.Argument(0) @Nullable Executor executor) {
      if (executor != null) {
        ContextHooks.handOver(stage);
      }
    }
  }
}
