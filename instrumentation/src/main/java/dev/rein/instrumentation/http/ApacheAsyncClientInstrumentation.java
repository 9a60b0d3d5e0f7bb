package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.HttpHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Apache HttpAsyncClient 4. Each has a handler; the client hands what {@code start}
 * throws to the request's future and callback. The answers of redirects come by the handler too, so
 * the last one counts.
 */
public final class ApacheAsyncClientInstrumentation {
  private static final String PACKAGE = "org.apache.http.impl.nio.client.";
  private static final String DEFAULT = PACKAGE + "DefaultClientExchangeHandlerImpl";
  private static final String MINIMAL = PACKAGE + "MinimalClientExchangeHandlerImpl";

  /** Has since 4.1 what the two had in common. */
  private static final String BASE = PACKAGE + "AbstractClientExchangeHandler";

  private ApacheAsyncClientInstrumentation() {}

  public static List<HookSpec> hooks() {
    String response = "org.apache.http.HttpResponse";
    return Stream.of(
            Stream.of(
                on(DEFAULT, "start", StartAdvice.class),
                on(MINIMAL, "start", MinimalStartAdvice.class),
                on(DEFAULT, "responseReceived", AnswerAdvice.class, response),
                on(MINIMAL, "responseReceived", AnswerAdvice.class, response),
                on(DEFAULT, "responseCompleted", CompleteAdvice.class),
                on(MINIMAL, "responseCompleted", CompleteAdvice.class)),
            anyOf(on(BASE, "close", CloseAdvice.class), on(DEFAULT, "close", CloseAdvice.class))
                .stream(),
            anyOf(
                on(BASE, "failed", FailAdvice.class, "java.lang.Exception"),
                on(DEFAULT, "failed", FailAdvice.class, "java.lang.Exception"))
                .stream())
        .flatMap(hooks -> hooks)
        .toList();
  }

  private static HookSpec on(String type, String method, Class<?> advice, String... parameters) {
    return hook(type, method, advice, parameters).of("Apache HttpAsyncClient 4");
  }

  static final class StartAdvice {
    private StartAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.This Object handler, @Advice.FieldValue("requestProducer") Object producer)
        throws IoRefusedException {
      HttpHooks.begin(handler, producer);
    }
  }

  /**
   * The minimal client of 4.1.5 does not hand on what is thrown: the caller would wait for ever.
   */
  static final class MinimalStartAdvice {
    private MinimalStartAdvice() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(
        @Advice.This Object handler,
        @Advice.FieldValue("requestProducer") Object producer,
        @Advice.FieldValue("resultFuture") Object result) {
      return HttpHooks.isRefused(handler, producer, result);
    }
  }

  static final class AnswerAdvice {
    private AnswerAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object handler, @Advice.Argument(0) @Nullable Object response) {
      HttpHooks.answering(handler, response);
    }
  }

  static final class FailAdvice {
    private FailAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object handler) {
      HttpHooks.failed(handler);
    }
  }

  /** A response is complete; the request is only if that was the last one. */
  static final class CompleteAdvice {
    private CompleteAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object handler, @Advice.FieldValue("resultFuture") Object result) {
      if (result instanceof Future<?> future && future.isDone()) {
        HttpHooks.ended(handler);
      }
    }
  }

  /** Comes after a failure and a cancellation. */
  static final class CloseAdvice {
    private CloseAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object handler) {
      HttpHooks.ended(handler);
    }
  }
}
