package dev.rein.instrumentation.context;

import dev.rein.hook.AgentHooks;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Methods of the host's that the policy names as an agent's work, from entry to exit. Which these
 * are no list of hooks can say; {@link dev.rein.instrumentation.HookInstaller#setAgentMethods} is
 * told.
 */
public final class AgentMethodInstrumentation {
  private AgentMethodInstrumentation() {}

  /** The method as it is configured, which may be by the name of a type above. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.PARAMETER)
  public @interface Configured {}

  public static Class<?> advice() {
    return RunAdvice.class;
  }

  static final class RunAdvice {
    private RunAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Configured String method) {
      return AgentHooks.enter(method);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object run,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned) {
      AgentHooks.exit(run, returned);
    }
  }
}
