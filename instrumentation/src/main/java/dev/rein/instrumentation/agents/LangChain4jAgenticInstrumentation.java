package dev.rein.instrumentation.agents;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.AgentHooks;
import dev.rein.instrumentation.AgentFrameworks;
import dev.rein.instrumentation.HookSpec;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Agents of LangChain4j's agentic module, by their own names: those that a workflow, a planner or a
 * supervisor invokes, on whatever thread, and the agent or workflow that the program itself calls.
 */
public final class LangChain4jAgenticInstrumentation {
  private LangChain4jAgenticInstrumentation() {}

  public static List<HookSpec> hooks() {
    String internal = "dev.langchain4j.agentic.internal.";
    String scope = "dev.langchain4j.agentic.scope.";
    String arguments = internal + "AgentInvocationArguments";
    String[] call = {"java.lang.Object", "java.lang.reflect.Method", "java.lang.Object[]"};
    String invoker = internal + "AgentInvoker";
    return Stream.of(
            List.of(
                hook(
                        "dev.langchain4j.agentic.agent.AgentInvocationHandler",
                        "invoke",
                        AgentAdvice.class,
                        call)
                    .of(AgentFrameworks.LANGCHAIN4J)),
            anyOf(
                invoker(invoker, scope + "DefaultAgenticScope", arguments),
                invoker(invoker, scope + "AgenticScope", arguments)),
            anyOf(
                hook(
                        internal + "PlannerBasedInvocationHandler",
                        "invoke",
                        WorkflowAdvice.class,
                        call)
                    .of(AgentFrameworks.LANGCHAIN4J),
                hook(
                        internal + "AbstractAgentInvocationHandler",
                        "invoke",
                        WorkflowAdvice.class,
                        call)
                    .of(AgentFrameworks.LANGCHAIN4J)))
        .flatMap(List::stream)
        .toList();
  }

  private static HookSpec invoker(String type, String scope, String arguments) {
    return hook(type, "invoke", InvokerAdvice.class, scope, "java.lang.Object", arguments)
        .of(AgentFrameworks.LANGCHAIN4J);
  }

  static final class InvokerAdvice {
    private InvokerAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object invoker, @Advice.Argument(1) @Nullable Object agent) {
      return AgentHooks.enterNamed(invoker, agent, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object run, @Advice.Return @Nullable Object returned) {
      AgentHooks.exit(run, returned);
    }
  }

  static final class AgentAdvice {
    private AgentAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.FieldValue(value = "builder", typing = Assigner.Typing.DYNAMIC)
            @Nullable Object builder,
        @Advice.Argument(0) Object agent,
        @Advice.Argument(1) Method method) {
      return builder == null ? null : AgentHooks.enterNamed(builder, agent, method);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object run, @Advice.Return @Nullable Object returned) {
      AgentHooks.exit(run, returned);
    }
  }

  static final class WorkflowAdvice {
    private WorkflowAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.FieldValue("name") @Nullable String name,
        @Advice.Argument(0) Object workflow,
        @Advice.Argument(1) Method method) {
      return name == null ? null : AgentHooks.enterNamed(name, workflow, method);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object run, @Advice.Return @Nullable Object returned) {
      AgentHooks.exit(run, returned);
    }
  }
}
