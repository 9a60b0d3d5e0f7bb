package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.HttpHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Apache HttpClient 5's asynchronous clients. A request is known by what runs it: in
 * the full clients the runtime that its {@code Scope} is made with, in the minimal ones its
 * exchange handler. Both are made where the client hands an {@code IOException} to the request's
 * future and callback. Redirects and retries happen below the last callback of the chain.
 */
public final class ApacheAsyncClient5Instrumentation {
  private static final String CLIENT = "org.apache.hc.client5.http.";
  private static final String CORE = "org.apache.hc.core5.http.";
  private static final String RESPONSE = CORE + "HttpResponse";
  private static final String DETAILS = CORE + "EntityDetails";
  private static final String CONTEXT = CORE + "protocol.HttpContext";

  private ApacheAsyncClient5Instrumentation() {}

  public static List<HookSpec> hooks() {
    return Stream.of(beginnings(), answers(), failures(), minimal())
        .flatMap(List::stream)
        .map(hook -> hook.of("Apache HttpClient 5"))
        .toList();
  }

  private static List<HookSpec> beginnings() {
    String scope = CLIENT + "async.AsyncExecChain$Scope";
    String[] common = {
      "java.lang.String",
      CLIENT + "HttpRoute",
      CORE + "HttpRequest",
      "org.apache.hc.core5.concurrent.CancellableDependency",
      CLIENT + "protocol.HttpClientContext",
      CLIENT + "async.AsyncExecRuntime"
    };
    String[] later = {
      CLIENT + "async.AsyncExecChain$Scheduler", "java.util.concurrent.atomic.AtomicInteger"
    };
    String[] since51 = Stream.of(common, later).flatMap(Stream::of).toArray(String[]::new);
    return anyOf(
        hook(scope, "<init>", ScopeAdvice.class, since51),
        hook(scope, "<init>", ScopeAdvice.class, common));
  }

  /** The class of the last callback is numbered 2, but 1 in 5.2 and within 1 in 5.0. */
  private static List<HookSpec> answers() {
    return anyOf(
        callback("$2", "handleResponse", CallbackAnswerAdvice.class, RESPONSE, DETAILS),
        callback("$1", "handleResponse", CallbackAnswerAdvice.class, RESPONSE, DETAILS),
        callback("$1$2", "handleResponse", CallbackAnswerAdvice.class, RESPONSE, DETAILS));
  }

  private static List<HookSpec> failures() {
    String exception = "java.lang.Exception";
    return anyOf(
        callback("$2", "failed", CallbackFailAdvice.class, exception),
        callback("$1", "failed", CallbackFailAdvice.class, exception),
        callback("$1$2", "failed", CallbackFailAdvice.class, exception));
  }

  private static HookSpec callback(
      String number, String method, Class<?> advice, String... parameters) {
    String client = CLIENT + "impl.async.InternalAbstractHttpAsyncClient";
    return hook(client + number, method, advice, parameters)
        .where(CLIENT + "async.AsyncExecCallback");
  }

  private static List<HookSpec> minimal() {
    String handler = CORE + "nio.support.BasicClientExchangeHandler";
    String channel = CORE + "nio.RequestChannel";
    return List.of(
        hook(handler, "produceRequest", ProduceAdvice.class, channel, CONTEXT),
        hook(handler, "consumeResponse", AnswerAdvice.class, RESPONSE, DETAILS, CONTEXT),
        hook(handler, "failed", FailAdvice.class, "java.lang.Exception"),
        hook(handler, "cancel", FailAdvice.class));
  }

  static final class ScopeAdvice {
    private ScopeAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(2) Object request, @Advice.Argument(5) Object runtime)
        throws IoRefusedException {
      HttpHooks.begin(runtime, request);
    }
  }

  static final class CallbackAnswerAdvice {
    private CallbackAnswerAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("val$execRuntime") Object runtime,
        @Advice.Argument(0) @Nullable Object response) {
      HttpHooks.answered(runtime, response);
    }
  }

  static final class CallbackFailAdvice {
    private CallbackFailAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("val$execRuntime") Object runtime) {
      HttpHooks.failed(runtime);
    }
  }

  static final class ProduceAdvice {
    private ProduceAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object handler, @Advice.FieldValue("requestProducer") Object producer)
        throws IoRefusedException {
      HttpHooks.begin(handler, producer);
    }
  }

  static final class AnswerAdvice {
    private AnswerAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object handler, @Advice.Argument(0) @Nullable Object response) {
      HttpHooks.answered(handler, response);
    }
  }

  static final class FailAdvice {
    private FailAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object handler) {
      HttpHooks.failed(handler);
    }
  }
}
