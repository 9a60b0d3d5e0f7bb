package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.HttpHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Jetty's client 9.4 to 12. Each is queued as an exchange before a connection is
 * sought; a refused one is aborted there, as the client does when the queue is full. A redirect or
 * a repetition with credentials is another exchange of the same conversation, queued while the
 * first one's completion is being told.
 */
public final class JettyClientInstrumentation {
  private JettyClientInstrumentation() {}

  public static List<HookSpec> hooks() {
    String client = "org.eclipse.jetty.client.";
    String since12 = client + "transport.";
    String queue = "java.util.Queue";
    return Stream.of(
            anyOf(
                on(since12, "HttpDestination", "enqueue", queue, since12 + "HttpExchange"),
                on(client, "HttpDestination", "enqueue", queue, client + "HttpExchange")),
            anyOf(
                hook(
                    since12 + "ResponseListeners",
                    "notifyComplete",
                    CompleteAdvice.class,
                    client + "Result"),
                hook(
                    client + "ResponseNotifier",
                    "notifyComplete",
                    OldCompleteAdvice.class,
                    "java.util.List",
                    client + "api.Result")))
        .flatMap(List::stream)
        .map(hook -> hook.of("Jetty client"))
        .toList();
  }

  private static HookSpec on(String place, String type, String method, String... parameters) {
    return hook(place + type, method, EnqueueAdvice.class, parameters);
  }

  static final class EnqueueAdvice {
    private EnqueueAdvice() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Advice.Argument(1) @Nullable Object exchange) {
      return HttpHooks.isRefused(exchange, exchange, exchange);
    }
  }

  static final class CompleteAdvice {
    private CompleteAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) @Nullable Object result) {
      HttpHooks.answering(result, result);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Argument(0) @Nullable Object result) {
      HttpHooks.ended(result);
    }
  }

  static final class OldCompleteAdvice {
    private OldCompleteAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) @Nullable Object result) {
      HttpHooks.answering(result, result);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Argument(1) @Nullable Object result) {
      HttpHooks.ended(result);
    }
  }
}
