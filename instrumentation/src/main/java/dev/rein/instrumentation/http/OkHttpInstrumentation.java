package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpHooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Calls of OkHttp 3, 4 and 5, WebSockets too. An enqueued call comes by on a thread of the
 * dispatcher, where an {@code IOException} becomes the callback's {@code onFailure}. Redirects,
 * retries and the host's own interceptors are inside.
 */
public final class OkHttpInstrumentation {
  private OkHttpInstrumentation() {}

  public static List<HookSpec> hooks() {
    String old = "okhttp3.RealCall";
    String method = "getResponseWithInterceptorChain";
    return anyOf(
        hook("okhttp3.internal.connection.RealCall", method + "$okhttp", CallAdvice.class)
            .of("OkHttp"),
        hook(old, method, CallAdvice.class).of("OkHttp"),
        hook(old, method, CallAdvice.class, "boolean").of("OkHttp"));
  }

  static final class CallAdvice {
    private CallAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This Object call) throws IoRefusedException {
      return Hooks.call(Operation.HTTP_REQUEST, call);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This Object call,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      HttpHooks.end(outcome, call, response, thrown == null);
    }
  }
}
