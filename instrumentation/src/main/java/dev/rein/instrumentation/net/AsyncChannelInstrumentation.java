package dev.rein.instrumentation.net;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.Resource;
import dev.rein.hook.AsyncNetHooks;
import dev.rein.instrumentation.HookSpec;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Connects and bytes of {@code AsynchronousSocketChannel}. A refused transfer is handed an empty
 * buffer, with which it ends at once and touches nothing.
 */
public final class AsyncChannelInstrumentation {
  private AsyncChannelInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.ch.AsynchronousSocketChannelImpl";
    String object = "java.lang.Object";
    String handler = "java.nio.channels.CompletionHandler";
    String[] transfer = {
      "boolean",
      "java.nio.ByteBuffer",
      "java.nio.ByteBuffer[]",
      "long",
      "java.util.concurrent.TimeUnit",
      object,
      handler
    };
    return List.of(
        hook(
            "sun.nio.ch.UnixAsynchronousSocketChannelImpl",
            "implConnect",
            ConnectAdvice.class,
            "java.net.SocketAddress",
            object,
            handler),
        hook(type, "read", ReadAdvice.class, transfer),
        hook(type, "write", WriteAdvice.class, transfer),
        hook(
            "sun.nio.ch.PendingFuture",
            "setResult",
            CompletedAdvice.class,
            object,
            "java.lang.Throwable"));
  }

  static final class ConnectAdvice {
    private ConnectAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This AsynchronousSocketChannel channel,
        @Advice.FieldValue("state") int state,
        @Advice.Argument(0) @Nullable Object remote,
        @Advice.Argument(value = 2, readOnly = false)
            @Nullable CompletionHandler<Object, Object> handler) {
      Object refusal = AsyncNetHooks.connect(channel, state <= 0, remote);
      handler = AsyncNetHooks.handler(handler, refusal, null, null);
      return refusal;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter @Nullable Object refusal,
        @Advice.Return(readOnly = false) @Nullable Future<Object> future) {
      future = AsyncNetHooks.future(future, refusal, null, null);
    }
  }

  static final class ReadAdvice {
    private ReadAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.FieldValue("remoteAddress") @Nullable InetSocketAddress peer,
        @Advice.Argument(value = 0, readOnly = false) boolean scattering,
        @Advice.Argument(value = 1, readOnly = false) @Nullable ByteBuffer buffer,
        @Advice.Argument(value = 6, readOnly = false)
            @Nullable CompletionHandler<Object, Object> handler) {
      Object refusal = AsyncNetHooks.ask(Resource.NET_BYTES_RECEIVED);
      handler = AsyncNetHooks.handler(handler, refusal, Resource.NET_BYTES_RECEIVED, peer);
      if (refusal != null) {
        scattering = false;
        buffer = ByteBuffer.allocate(0);
      }
      return refusal;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter @Nullable Object refusal,
        @Advice.FieldValue("remoteAddress") @Nullable InetSocketAddress peer,
        @Advice.Return(readOnly = false) @Nullable Future<Object> future) {
      future = AsyncNetHooks.future(future, refusal, Resource.NET_BYTES_RECEIVED, peer);
    }
  }

  static final class WriteAdvice {
    private WriteAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.FieldValue("remoteAddress") @Nullable InetSocketAddress peer,
        @Advice.Argument(value = 0, readOnly = false) boolean gathering,
        @Advice.Argument(value = 1, readOnly = false) @Nullable ByteBuffer buffer,
        @Advice.Argument(value = 6, readOnly = false)
            @Nullable CompletionHandler<Object, Object> handler) {
      Object refusal = AsyncNetHooks.ask(Resource.NET_BYTES_SENT);
      handler = AsyncNetHooks.handler(handler, refusal, Resource.NET_BYTES_SENT, peer);
      if (refusal != null) {
        gathering = false;
        buffer = ByteBuffer.allocate(0);
      }
      return refusal;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter @Nullable Object refusal,
        @Advice.FieldValue("remoteAddress") @Nullable InetSocketAddress peer,
        @Advice.Return(readOnly = false) @Nullable Future<Object> future) {
      future = AsyncNetHooks.future(future, refusal, Resource.NET_BYTES_SENT, peer);
    }
  }

  /** A future that could not be completed within the call that returned it. */
  static final class CompletedAdvice {
    private CompletedAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("channel") @Nullable Object channel,
        @Advice.FieldValue("context") @Nullable Object operation,
        @Advice.Argument(0) @Nullable Object result) {
      AsyncNetHooks.completed(channel, operation, result);
    }
  }
}
