package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.BodyHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpHooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Calls of OkHttp 3, 4 and 5, WebSockets too. An enqueued call comes by on a thread of the
 * dispatcher, where an {@code IOException} becomes the callback's {@code onFailure}. Redirects,
 * retries and the host's own interceptors are inside.
 */
public final class OkHttpInstrumentation {
  /** How an answer of HTTP/1.1 may end. */
  private static final List<String> HTTP_1 =
      List.of("FixedLengthSource", "ChunkedSource", "UnknownLengthSource");

  private OkHttpInstrumentation() {}

  public static List<HookSpec> hooks() {
    String old = "okhttp3.RealCall";
    String method = "getResponseWithInterceptorChain";
    return Stream.of(
            anyOf(
                hook("okhttp3.internal.connection.RealCall", method + "$okhttp", CallAdvice.class),
                hook(old, method, CallAdvice.class),
                hook(old, method, CallAdvice.class, "boolean")),
            bodies(),
            oldBodies("okhttp3.internal.http.Http1xStream", HTTP_1),
            oldBodies("okhttp3.internal.http1.Http1Codec", HTTP_1),
            oldBodies("okhttp3.internal.http2.Http2Codec", List.of("StreamFinishingSource")))
        .flatMap(List::stream)
        .map(hook -> hook.of("OkHttp"))
        .toList();
  }

  /** Since 3.14 one class reads all bodies off the network, whatever the protocol. */
  private static List<HookSpec> bodies() {
    String exchange = "okhttp3.internal.connection.Exchange";
    String source = exchange + "$ResponseBodySource";
    return Stream.concat(Stream.of(opened(exchange)), read(source)).toList();
  }

  /** Before that there is an object for each exchange too, which has a protocol's own sources. */
  private static List<HookSpec> oldBodies(String exchange, List<String> sources) {
    return Stream.concat(
            Stream.of(opened(exchange)),
            sources.stream().flatMap(source -> read(exchange + "$" + source)))
        .toList();
  }

  private static HookSpec opened(String exchange) {
    return hook(exchange, "openResponseBody", OpenAdvice.class, "okhttp3.Response");
  }

  private static Stream<HookSpec> read(String source) {
    return Stream.of(
        hook(source, "read", ReadAdvice.class, "okio.Buffer", "long"),
        hook(source, "close", CloseAdvice.class));
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

  static final class OpenAdvice {
    private OpenAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This Object exchange, @Advice.Argument(0) Object response) {
      BodyHooks.opened(exchange, response);
    }
  }

  /** What was read is at the end of the buffer. */
  static final class ReadAdvice {
    private ReadAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("this$0") Object exchange,
        @Advice.Argument(0) Object sink,
        @Advice.Return long count) {
      BodyHooks.read(exchange, sink, 0, count);
    }
  }

  static final class CloseAdvice {
    private CloseAdvice() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.FieldValue("this$0") Object exchange) {
      BodyHooks.closed(exchange);
    }
  }
}
