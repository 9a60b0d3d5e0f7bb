package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.anyOf;
import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpHooks;
import dev.rein.hook.Operation;
import dev.rein.hook.SentRequest;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of Apache HttpClient 4 and 5 that the caller waits for. Every {@code execute} leads to
 * {@code doExecute}; before 4.3 to one {@code execute}. Redirects and retries happen below.
 */
public final class ApacheClientInstrumentation {
  private static final String LIBRARY_4 = "Apache HttpClient 4";
  private static final String LIBRARY_5 = "Apache HttpClient 5";

  private ApacheClientInstrumentation() {}

  public static List<HookSpec> hooks() {
    String package4 = "org.apache.http.impl.client.";
    String package5 = "org.apache.hc.client5.http.impl.classic.";
    String old = package4 + "AbstractHttpClient";
    return Stream.of(
            anyOf(on4(old, "doExecute"), on4(old, "execute")),
            List.of(
                on4(package4 + "InternalHttpClient", "doExecute"),
                on4(package4 + "MinimalHttpClient", "doExecute"),
                on5(package5 + "InternalHttpClient"),
                on5(package5 + "MinimalHttpClient")),
            ApacheBodies.hooks(LIBRARY_4, LIBRARY_5))
        .flatMap(List::stream)
        .toList();
  }

  private static HookSpec on4(String type, String method) {
    String http = "org.apache.http.";
    return hook(
            type,
            method,
            ExecuteAdvice.class,
            http + "HttpHost",
            http + "HttpRequest",
            http + "protocol.HttpContext")
        .of(LIBRARY_4);
  }

  private static HookSpec on5(String type) {
    String http = "org.apache.hc.core5.http.";
    return hook(
            type,
            "doExecute",
            ExecuteAdvice.class,
            http + "HttpHost",
            http + "ClassicHttpRequest",
            http + "protocol.HttpContext")
        .of(LIBRARY_5);
  }

  static final class ExecuteAdvice {
    private ExecuteAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.Argument(0) @Nullable Object host, @Advice.Argument(1) @Nullable Object request)
        throws IoRefusedException {
      return Hooks.call(Operation.HTTP_REQUEST, new SentRequest(host, request, -1));
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) @Nullable Object host,
        @Advice.Return @Nullable Object response,
        @Advice.Thrown @Nullable Throwable thrown) {
      HttpHooks.end(outcome, host, response, thrown == null);
    }
  }
}
