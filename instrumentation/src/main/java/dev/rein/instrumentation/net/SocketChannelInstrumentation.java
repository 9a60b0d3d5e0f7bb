package dev.rein.instrumentation.net;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.ConnectRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.Hooks;
import dev.rein.hook.NetHooks;
import dev.rein.instrumentation.HookSpec;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Connects and bytes of {@code SocketChannel}, of the socket it may be turned into, and of files
 * that are transferred to it. A channel that does not block counts when it begins to connect.
 */
public final class SocketChannelInstrumentation {
  private SocketChannelInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.ch.SocketChannelImpl";
    String address = "java.net.SocketAddress";
    String buffer = "java.nio.ByteBuffer";
    String buffers = "java.nio.ByteBuffer[]";
    String bytes = "byte[]";
    return List.of(
        hook(type, "connect", ConnectAdvice.class, address),
        hook(type, "blockingConnect", ConnectAdvice.class, address, "long"),
        hook(type, "read", ChannelAdvice.Read.class, buffer),
        hook(type, "read", ChannelAdvice.Read.class, buffers, "int", "int"),
        hook(type, "write", ChannelAdvice.Write.class, buffer),
        hook(type, "write", ChannelAdvice.Write.class, buffers, "int", "int"),
        hook(type, "sendOutOfBandData", ChannelAdvice.Write.class, "byte"),
        hook(type, "blockingRead", ReadArrayAdvice.class, bytes, "int", "int", "long"),
        hook(type, "blockingWriteFully", WriteFullyAdvice.class, bytes, "int", "int"),
        hook(type, "tryWrite", WrittenAdvice.class, bytes, "int", "int"),
        hook(
            "sun.nio.ch.FileChannelImpl",
            "transferTo",
            TransferToAdvice.class,
            "long",
            "long",
            "java.nio.channels.WritableByteChannel"));
  }

  static final class ConnectAdvice {
    private ConnectAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This SocketChannel channel, @Advice.Argument(0) @Nullable Object remote)
        throws ConnectRefusedException {
      return NetHooks.connect(channel, remote);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) @Nullable Object remote,
        @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, remote, thrown == null);
    }
  }

  /** Who has read all it wanted often asks for nothing once more. */
  static final class ReadArrayAdvice {
    private ReadArrayAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This SocketChannel channel, @Advice.Argument(2) int length)
        throws IoRefusedException {
      if (length > 0) {
        NetHooks.beforeTransfer(Resource.NET_BYTES_RECEIVED, channel);
      }
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("remoteAddress") @Nullable SocketAddress peer,
        @Advice.Return int bytes) {
      NetHooks.transferred(Resource.NET_BYTES_RECEIVED, peer, bytes);
    }
  }

  /** Asks before the lock is taken that {@link WrittenAdvice} counts under, piece by piece. */
  static final class WriteFullyAdvice {
    private WriteFullyAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This SocketChannel channel) throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_SENT, channel);
    }
  }

  static final class WrittenAdvice {
    private WrittenAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("remoteAddress") @Nullable SocketAddress peer,
        @Advice.Return int bytes) {
      NetHooks.transferred(Resource.NET_BYTES_SENT, peer, bytes);
    }
  }

  static final class TransferToAdvice {
    private TransferToAdvice() {}

    @Advice.OnMethodEnter
    static long enter(@Advice.Argument(2) @Nullable Object sink) throws IoRefusedException {
      return NetHooks.beginTransferTo(sink);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long before,
        @Advice.Argument(2) @Nullable Object sink,
        @Advice.Return long bytes) {
      NetHooks.endTransferTo(before, sink, bytes);
    }
  }
}
