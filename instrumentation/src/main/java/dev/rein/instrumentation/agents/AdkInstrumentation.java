package dev.rein.instrumentation.agents;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.Refusal;
import dev.rein.hook.AgentHooks;
import dev.rein.hook.ToolHooks;
import dev.rein.instrumentation.AgentFrameworks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Agents of Google's ADK, from each subscription to what they return until its end, and the tools
 * that they use.
 */
public final class AdkInstrumentation {
  private AdkInstrumentation() {}

  public static List<HookSpec> hooks() {
    String agent = "com.google.adk.agents.BaseAgent";
    String context = "com.google.adk.agents.InvocationContext";
    return List.of(
        hook(agent, "runAsync", AgentAdvice.class, context).of(AgentFrameworks.ADK),
        hook(agent, "runLive", AgentAdvice.class, context).of(AgentFrameworks.ADK),
        hook(
                "com.google.adk.flows.llmflows.Functions",
                "callTool",
                ToolAdvice.class,
                "com.google.adk.tools.BaseTool",
                "java.util.Map",
                "com.google.adk.tools.ToolContext")
            .of(AgentFrameworks.ADK));
  }

  static final class AgentAdvice {
    private AgentAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object agent,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object events) {
      events = AgentHooks.reactive(agent, events);
    }
  }

  static final class ToolAdvice {
    private ToolAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(
        @Advice.Argument(0) @Nullable Object tool, @Advice.Argument(1) @Nullable Object arguments) {
      return ToolHooks.enter(tool, arguments);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) @Nullable Object tool,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object answer) {
      answer = ToolHooks.exitReactive(outcome, tool, answer);
    }
  }
}
