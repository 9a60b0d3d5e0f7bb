package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.hook.BodyHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpHooks;
import dev.rein.hook.Operation;
import dev.rein.hook.ThreadHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Requests of {@code java.net.http}. {@code send} calls {@code sendAsync} in its turn; the guard
 * counts one. The client's own worker threads are not the host's.
 */
public final class HttpClientInstrumentation {
  private HttpClientInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "jdk.internal.net.http.HttpClientImpl";
    String request = "java.net.http.HttpRequest";
    String handler = "java.net.http.HttpResponse$BodyHandler";
    String pushHandler = "java.net.http.HttpResponse$PushPromiseHandler";
    String threads = type + "$DefaultThreadFactory";
    return List.of(
        hook(type, "send", SendAdvice.class, request, handler),
        hook(type, "sendAsync", SendAsyncAdvice.class, request, handler, pushHandler),
        hook(threads, "newThread", WorkerThreadAdvice.class, "java.lang.Runnable"));
  }

  static final class SendAdvice {
    private SendAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(0) Object request,
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object handler)
        throws IoRefusedException {
      Object outcome = Hooks.call(Operation.HTTP_REQUEST, request);
      handler = BodyHooks.receiver(outcome, handler);
      return outcome;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) Object request,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      HttpHooks.end(outcome, request, response, thrown == null);
    }
  }

  static final class SendAsyncAdvice {
    private SendAsyncAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(
        @Advice.Argument(0) Object request,
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object handler) {
      Object outcome = Hooks.begin(Operation.HTTP_REQUEST, request);
      handler = BodyHooks.receiver(outcome, handler);
      return outcome;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) Object request,
        @Advice.Return(readOnly = false) @Nullable CompletableFuture<Object> future) {
      future = HttpHooks.endSend(outcome, request, future);
    }
  }

  static final class WorkerThreadAdvice {
    private WorkerThreadAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return @Nullable Thread thread) {
      ThreadHooks.madeByLibrary(thread);
    }
  }
}
