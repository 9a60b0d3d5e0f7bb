package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpHooks;
import dev.rein.hook.Operation;
import dev.rein.instrumentation.HookSpec;
import java.io.InputStream;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of {@code HttpURLConnection}, https too, since its methods delegate to this class. The
 * request counts once, when the connection is opened or the answer first asked for, whichever comes
 * first.
 */
public final class HttpUrlConnectionInstrumentation {
  private HttpUrlConnectionInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.net.www.protocol.http.HttpURLConnection";
    return List.of(
        hook(type, "connect", ConnectAdvice.class),
        hook(type, "getOutputStream", ConnectAdvice.class),
        hook(type, "getInputStream", AnswerAdvice.class));
  }

  static final class ConnectAdvice {
    private ConnectAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object connection, @Advice.FieldValue("connected") boolean connected)
        throws IoRefusedException {
      return connected ? null : Hooks.call(Operation.HTTP_REQUEST, connection);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This Object connection,
        @Advice.Thrown @Nullable Throwable thrown) {
      HttpHooks.end(outcome, connection, null, thrown == null);
    }
  }

  static final class AnswerAdvice {
    private AnswerAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object connection,
        @Advice.FieldValue("connected") boolean connected,
        @Advice.FieldValue("inputStream") @Nullable InputStream answer,
        @Advice.FieldValue(value = "rememberedException", readOnly = false)
            @Nullable Exception failure)
        throws IoRefusedException {
      if (answer != null || failure != null) {
        return null;
      }
      Object outcome =
          Hooks.begin(connected ? Operation.HTTP_ANSWER : Operation.HTTP_REQUEST, connection);
      IoRefusedException refusal = Hooks.refusal(outcome);
      if (refusal != null) {
        // As the connection itself does with a failure: getResponseCode asks twice.
        failure = refusal;
        throw refusal;
      }
      return outcome;
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This Object connection,
        @Advice.Thrown @Nullable Throwable thrown) {
      HttpHooks.end(outcome, connection, connection, thrown == null);
    }
  }
}
