package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.hook.BodyHooks;
import dev.rein.hook.HttpHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Requests that leave through Netty's {@code HttpClientCodec}, whoever sends them: each message on
 * the wire is one, a redirect's too. What the encoder throws fails the write's promise. Reactor
 * Netty's requests are counted above, see {@link ReactorNettyInstrumentation}.
 */
public final class NettyInstrumentation {
  private NettyInstrumentation() {}

  public static List<HookSpec> hooks() {
    String codec = "io.netty.handler.codec.http.HttpClientCodec";
    String context = "io.netty.channel.ChannelHandlerContext";
    String message = "io.netty.handler.codec.http.HttpMessage";
    return Stream.of(
            hook(
                codec + "$Encoder",
                "encode",
                EncodeAdvice.class,
                context,
                "java.lang.Object",
                "java.util.List"),
            hook(codec + "$Decoder", "isContentAlwaysEmpty", AnswerAdvice.class, message),
            hook(
                codec + "$Decoder",
                "decode",
                DecodeAdvice.class,
                context,
                "io.netty.buffer.ByteBuf",
                "java.util.List"),
            hook(codec + "$Decoder", "channelInactive", InactiveAdvice.class, context))
        .map(hook -> hook.of("Netty"))
        .toList();
  }

  static final class EncodeAdvice {
    private EncodeAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) @Nullable Object context, @Advice.Argument(1) @Nullable Object message)
        throws IoRefusedException {
      HttpHooks.beginOnWire(context, message);
    }
  }

  /** The decoder asks so once for each answer, with its headers read. */
  static final class AnswerAdvice {
    private AnswerAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("this$0") Object codec, @Advice.Argument(0) @Nullable Object answer) {
      HttpHooks.answered(codec, answer);
    }
  }

  /** What is decoded is added to a list; some of it may be there already. */
  static final class DecodeAdvice {
    private DecodeAdvice() {}

    @Advice.OnMethodEnter
    static int enter(@Advice.Argument(2) List<?> parts) {
      return parts.size();
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter int before,
        @Advice.FieldValue("this$0") Object codec,
        @Advice.Argument(2) List<?> parts) {
      BodyHooks.decoded(codec, parts, before);
    }
  }

  static final class InactiveAdvice {
    private InactiveAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("this$0") Object codec) {
      HttpHooks.failed(codec);
    }
  }
}
