package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.HttpHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Reactor Netty's client. Each has a handler of its own, which asks for a connection
 * once more when it is redirected or tries again. What is thrown there becomes the {@code Mono}'s
 * error.
 */
public final class ReactorNettyInstrumentation {
  private ReactorNettyInstrumentation() {}

  public static List<HookSpec> hooks() {
    String client = "reactor.netty.http.client.";
    String connect = client + "HttpClientConnect$";
    String netty = "reactor.netty.";
    return Stream.of(
            hook(
                client + "HttpConnectionProvider",
                "acquire",
                AcquireAdvice.class,
                netty + "transport.TransportConfig",
                netty + "ConnectionObserver",
                "java.util.function.Supplier",
                "io.netty.resolver.AddressResolverGroup"),
            hook(
                connect + "HttpIOHandlerObserver",
                "onStateChange",
                StateAdvice.class,
                netty + "Connection",
                netty + "ConnectionObserver$State"),
            hook(connect + "HttpClientHandler", "test", ErrorAdvice.class, "java.lang.Throwable"))
        .map(hook -> hook.of("Reactor Netty"))
        .toList();
  }

  static final class AcquireAdvice {
    private AcquireAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(2) @Nullable Object handler) throws IoRefusedException {
      HttpHooks.begin(handler, handler);
    }
  }

  static final class StateAdvice {
    private StateAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("handler") Object handler,
        @Advice.Argument(0) @Nullable Object response,
        @Advice.Argument(1) Object state) {
      if (state instanceof Enum<?> known) {
        String name = known.name();
        if (name.equals("RESPONSE_RECEIVED")) {
          HttpHooks.answered(handler, response);
        } else if (name.equals("CONFIGURED")) {
          HttpHooks.connected(handler, response);
        }
      }
    }
  }

  /** Tells whether the request is tried again after an error. */
  static final class ErrorAdvice {
    private ErrorAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object handler, @Advice.Return boolean again) {
      if (!again) {
        HttpHooks.failed(handler);
      }
    }
  }
}
