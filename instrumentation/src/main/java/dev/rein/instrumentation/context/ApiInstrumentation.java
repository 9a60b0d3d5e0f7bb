package dev.rein.instrumentation.context;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.ContextHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.function.Function;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The API where a host has brought it along: loaded before an attach, or by a class loader that
 * does not ask its parent. There it is another class than the one Rein knows.
 */
public final class ApiInstrumentation {
  private ApiInstrumentation() {}

  public static List<HookSpec> hooks() {
    return List.of(
        hook("dev.rein.api.Rein", "call", CallAdvice.class, "java.lang.Object[]").of("Rein's API"));
  }

  static final class CallAdvice {
    private CallAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue(value = "agent", readOnly = false)
            @Nullable Function<Object[], @Nullable Object> agent) {
      if (agent == null) {
        agent = ContextHooks.API;
      }
    }
  }
}
