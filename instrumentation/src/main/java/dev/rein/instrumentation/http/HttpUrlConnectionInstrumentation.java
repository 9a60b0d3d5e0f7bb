package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.BodyHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpHooks;
import dev.rein.hook.Operation;
import dev.rein.hook.SentRequest;
import dev.rein.instrumentation.HookSpec;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests of {@code HttpURLConnection}, https too, since its methods delegate to this class. The
 * request counts once, when the connection is opened or the answer first asked for, whichever comes
 * first. What the host writes is sent when the answer is asked for, unless it is streamed.
 */
public final class HttpUrlConnectionInstrumentation {
  private HttpUrlConnectionInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.net.www.protocol.http.HttpURLConnection";
    String stream = type + "$HttpInputStream";
    return List.of(
        hook(type, "connect", ConnectAdvice.class),
        hook(type, "getOutputStream", ConnectAdvice.class),
        hook(type, "getInputStream", AnswerAdvice.class),
        hook(stream, "read", StreamAdvice.ReadAdvice.class, "byte[]", "int", "int"),
        hook(stream, "close", StreamAdvice.CloseAdvice.class));
  }

  static final class ConnectAdvice {
    private ConnectAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Object connection,
        @Advice.FieldValue("connected") boolean connected,
        @Advice.FieldValue("fixedContentLength") int fixedLength,
        @Advice.FieldValue("fixedContentLengthLong") long longFixedLength,
        @Advice.FieldValue("chunkLength") int chunkLength)
        throws IoRefusedException {
      if (connected) {
        return null;
      }
      // Without a length or chunks the body is kept back until the answer is asked for.
      long length = longFixedLength >= 0 ? longFixedLength : fixedLength;
      boolean isStreamed = length >= 0 || chunkLength >= 0;
      return Hooks.call(
          Operation.HTTP_REQUEST,
          isStreamed ? new SentRequest(connection, null, length) : connection);
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
            @Nullable Exception failure,
        @Advice.FieldValue("poster") @Nullable ByteArrayOutputStream body)
        throws IoRefusedException {
      if (answer != null || failure != null) {
        return null;
      }
      Object outcome =
          Hooks.begin(
              connected ? Operation.HTTP_ANSWER : Operation.HTTP_REQUEST,
              new SentRequest(connection, body, -1));
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
        @Advice.Return @Nullable Object answer,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (outcome != null && answer != null) {
        BodyHooks.opened(answer, connection);
      }
      HttpHooks.end(outcome, connection, connection, thrown == null);
    }
  }
}
