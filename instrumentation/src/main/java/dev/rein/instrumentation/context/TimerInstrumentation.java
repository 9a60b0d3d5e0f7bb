package dev.rein.instrumentation.context;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.ContextHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Tasks of {@code java.util.Timer}, whose thread looks at the queue's first before it runs it. */
public final class TimerInstrumentation {
  private TimerInstrumentation() {}

  public static List<HookSpec> hooks() {
    return List.of(
        hook(
            "java.util.Timer",
            "sched",
            ScheduleAdvice.class,
            "java.util.TimerTask",
            "long",
            "long"),
        hook("java.util.TaskQueue", "getMin", TakeOverAdvice.class));
  }

  static final class ScheduleAdvice {
    private ScheduleAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object task) {
      ContextHooks.handOverTimed(task);
    }
  }

  static final class TakeOverAdvice {
    private TakeOverAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return @Nullable Object task) {
      ContextHooks.takeOverTimed(task);
    }
  }
}
