package dev.rein.instrumentation.agents;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.ToolHooks;
import dev.rein.instrumentation.AgentFrameworks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Tools that Spring AI's models use. The one place that each call passes, whatever kind of tool it
 * is of, is a lambda in the method that observes it; compilers number lambdas as they come. Spring
 * AI has no agents with names.
 */
public final class SpringAiInstrumentation {
  private static final int MOST_LAMBDAS = 10;

  private SpringAiInstrumentation() {}

  public static List<HookSpec> hooks() {
    HookSpec failure =
        hook(
                "org.springframework.ai.tool.execution.ToolExecutionException",
                "<init>",
                FailureAdvice.class,
                "org.springframework.ai.tool.definition.ToolDefinition",
                "java.lang.Throwable")
            .of(AgentFrameworks.SPRING_AI);
    HookSpec[] lambdas =
        IntStream.range(0, MOST_LAMBDAS)
            .mapToObj(SpringAiInstrumentation::lambda)
            .toArray(HookSpec[]::new);
    return Stream.concat(HookSpec.anyOf(lambdas).stream(), Stream.of(failure)).toList();
  }

  private static HookSpec lambda(int number) {
    return hook(
            "org.springframework.ai.model.tool.DefaultToolCallingManager",
            "lambda$executeToolCall$" + number,
            ToolAdvice.class,
            "org.springframework.ai.tool.ToolCallback",
            "java.lang.String",
            "org.springframework.ai.chat.model.ToolContext",
            "org.springframework.ai.tool.observation.ToolCallingObservationContext")
        .of(AgentFrameworks.SPRING_AI);
  }

  /** The lambda turns it into what the model is told. */
  static final class FailureAdvice {
    private FailureAdvice() {}

    @Advice.OnMethodExit
    static void exit() {
      ToolHooks.failed();
    }
  }

  static final class ToolAdvice {
    private ToolAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object tool,
        @Advice.Argument(1) @Nullable Object arguments) {
      Object outcome = ToolHooks.enter(tool, arguments);
      tool = ToolHooks.executor(outcome, tool);
      return outcome;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome, @Advice.Thrown @Nullable Throwable thrown) {
      ToolHooks.exit(outcome, null, thrown);
    }
  }
}
