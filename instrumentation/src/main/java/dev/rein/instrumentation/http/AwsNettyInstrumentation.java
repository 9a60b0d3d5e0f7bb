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
 * Requests of the AWS SDK's asynchronous client by HTTP/2, which it speaks with models: each stream
 * is a channel of its own, on which one adapter writes the request's messages as frames and another
 * reads the answer's. By HTTP/1.1 they leave through {@link NettyInstrumentation}.
 */
public final class AwsNettyInstrumentation {
  private AwsNettyInstrumentation() {}

  public static List<HookSpec> hooks() {
    String http2 = "software.amazon.awssdk.http.nio.netty.internal.http2.";
    String in = http2 + "Http2ToHttpInboundAdapter";
    String frames = "io.netty.handler.codec.http2.";
    String context = "io.netty.channel.ChannelHandlerContext";
    return Stream.of(
            hook(
                http2 + "HttpToHttp2OutboundAdapter",
                "write",
                WriteAdvice.class,
                context,
                "java.lang.Object",
                "io.netty.channel.ChannelPromise"),
            hook(in, "onHeadersRead", HeadersAdvice.class, frames + "Http2HeadersFrame", context),
            hook(in, "onDataRead", DataAdvice.class, frames + "Http2DataFrame", context),
            hook(in, "onRstStreamRead", ResetAdvice.class, frames + "Http2ResetFrame", context))
        .map(hook -> hook.of("AWS SDK"))
        .toList();
  }

  static final class WriteAdvice {
    private WriteAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) @Nullable Object context, @Advice.Argument(1) @Nullable Object message)
        throws IoRefusedException {
      HttpHooks.beginOnWire(context, message);
    }
  }

  static final class HeadersAdvice {
    private HeadersAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) @Nullable Object frame, @Advice.Argument(1) @Nullable Object context) {
      HttpHooks.answered(context, frame);
    }
  }

  static final class DataAdvice {
    private DataAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.Argument(0) @Nullable Object frame, @Advice.Argument(1) @Nullable Object context) {
      BodyHooks.received(context, frame);
    }
  }

  static final class ResetAdvice {
    private ResetAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(1) @Nullable Object context) {
      HttpHooks.failed(context);
    }
  }
}
