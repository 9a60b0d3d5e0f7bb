package dev.rein.instrumentation.agents;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.AgentHooks;
import dev.rein.hook.ToolHooks;
import dev.rein.instrumentation.AgentFrameworks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Processes of Embabel's agents, as a whole or step by step, and the tools that they use. Before it
 * had a loop of its own for tools it left them to Spring AI.
 */
public final class EmbabelInstrumentation {
  private EmbabelInstrumentation() {}

  public static List<HookSpec> hooks() {
    String process = "com.embabel.agent.core.support.AbstractAgentProcess";
    return List.of(
        hook(process, "run", ProcessAdvice.class).of(AgentFrameworks.EMBABEL),
        hook(process, "tick", ProcessAdvice.class).of(AgentFrameworks.EMBABEL),
        hook(
                "com.embabel.agent.spi.loop.support.DefaultToolLoop",
                "executeToolCall",
                ToolAdvice.class,
                "com.embabel.agent.api.tool.Tool",
                "com.embabel.chat.ToolCall")
            .of(AgentFrameworks.EMBABEL));
  }

  static final class ProcessAdvice {
    private ProcessAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object process) {
      return AgentHooks.enterNamed(process, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object run) {
      AgentHooks.exit(run, null);
    }
  }

  static final class ToolAdvice {
    private ToolAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object tool,
        @Advice.Argument(1) @Nullable Object call) {
      Object outcome = ToolHooks.enter(call, null);
      tool = ToolHooks.executor(outcome, tool);
      return outcome;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      ToolHooks.exit(outcome, returned, thrown);
    }
  }
}
