package dev.rein.instrumentation.agents;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.Refusal;
import dev.rein.hook.AgentHooks;
import dev.rein.hook.ToolHooks;
import dev.rein.instrumentation.AgentFrameworks;
import dev.rein.instrumentation.HookSpec;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's AI services, which are agents by the names of their interfaces, and the tools that
 * they use. A streaming service works when its token stream is started.
 */
public final class LangChain4jInstrumentation {
  private LangChain4jInstrumentation() {}

  public static List<HookSpec> hooks() {
    String service = "dev.langchain4j.service.";
    String request = "dev.langchain4j.agent.tool.ToolExecutionRequest";
    return Stream.of(
            List.of(
                hook(
                        service + "DefaultAiServices$1",
                        "invoke",
                        ServiceAdvice.class,
                        "java.lang.Object",
                        "java.lang.reflect.Method",
                        "java.lang.Object[]")
                    .of(AgentFrameworks.LANGCHAIN4J)
                    .where(InvocationHandler.class.getName()),
                hook(service + "AiServiceTokenStream", "start", StreamAdvice.class)
                    .of(AgentFrameworks.LANGCHAIN4J)),
            anyOf(
                // From 1.4 on: whatever executes the tool, streaming or not.
                hook(
                        service + "tool.ToolService",
                        "executeWithErrorHandling",
                        ToolAdvice.class,
                        request,
                        service + "tool.ToolExecutor",
                        "dev.langchain4j.invocation.InvocationContext",
                        service + "tool.ToolArgumentsErrorHandler",
                        service + "tool.ToolExecutionErrorHandler")
                    .of(AgentFrameworks.LANGCHAIN4J),
                hook(
                        service + "tool.DefaultToolExecutor",
                        "execute",
                        MethodToolAdvice.class,
                        request,
                        "java.lang.Object")
                    .of(AgentFrameworks.LANGCHAIN4J)))
        .flatMap(List::stream)
        .toList();
  }

  static final class ServiceAdvice {
    private ServiceAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(0) Object service, @Advice.Argument(1) Method method) {
      return AgentHooks.enterNamed(service, service, method);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object run,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned) {
      AgentHooks.exit(run, returned);
    }
  }

  static final class StreamAdvice {
    private StreamAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.FieldValue(value = "context", typing = Assigner.Typing.DYNAMIC) Object context) {
      return AgentHooks.enterNamed(context, null, null);
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
        @Advice.Argument(0) @Nullable Object request,
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object executor) {
      Object outcome = ToolHooks.enter(request, null);
      executor = ToolHooks.executor(outcome, executor);
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

  static final class MethodToolAdvice {
    private MethodToolAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.Argument(0) @Nullable Object request) {
      return ToolHooks.enter(request, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Return(readOnly = false) @Nullable String answer,
        @Advice.Thrown @Nullable Throwable thrown) {
      ToolHooks.exit(outcome, null, thrown);
      answer = ToolHooks.answer(outcome, answer);
    }
  }
}
