package dev.rein.instrumentation.net;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.ConnectRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.Hooks;
import dev.rein.hook.NetHooks;
import dev.rein.instrumentation.HookSpec;
import java.net.DatagramPacket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Datagrams, by channel and by {@code DatagramSocket}, which is an adaptor of a channel. The
 * adaptor holds the packet's lock while it goes on to the channel, so it is asked itself.
 */
public final class DatagramInstrumentation {
  private DatagramInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.ch.DatagramChannelImpl";
    String socket = "sun.nio.ch.DatagramSocketAdaptor";
    String packet = "java.net.DatagramPacket";
    String address = "java.net.SocketAddress";
    String buffer = "java.nio.ByteBuffer";
    String buffers = "java.nio.ByteBuffer[]";
    return List.of(
        hook(type, "connect", ConnectAdvice.class, address, "boolean"),
        hook(type, "receive", ReceiveAdvice.class, buffer),
        hook(type, "send", SendAdvice.class, buffer, address),
        hook(type, "read", ChannelAdvice.Read.class, buffer),
        hook(type, "read", ChannelAdvice.Read.class, buffers, "int", "int"),
        hook(type, "write", ChannelAdvice.Write.class, buffer),
        hook(type, "write", ChannelAdvice.Write.class, buffers, "int", "int"),
        hook(socket, "receive", ReceivePacketAdvice.class, packet),
        hook(socket, "send", SendPacketAdvice.class, packet));
  }

  static final class ConnectAdvice {
    private ConnectAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This DatagramChannel channel, @Advice.Argument(0) @Nullable Object remote)
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

  static final class ReceiveAdvice {
    private ReceiveAdvice() {}

    @Advice.OnMethodEnter
    static int enter(
        @Advice.This DatagramChannel channel, @Advice.Argument(0) @Nullable ByteBuffer buffer)
        throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_RECEIVED, channel);
      return buffer == null ? 0 : buffer.position();
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter int start,
        @Advice.Argument(0) ByteBuffer buffer,
        @Advice.Return @Nullable SocketAddress sender) {
      NetHooks.transferred(Resource.NET_BYTES_RECEIVED, sender, buffer.position() - start);
    }
  }

  static final class SendAdvice {
    private SendAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This DatagramChannel channel) throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_SENT, channel);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Argument(1) SocketAddress receiver, @Advice.Return int bytes) {
      NetHooks.transferred(Resource.NET_BYTES_SENT, receiver, bytes);
    }
  }

  static final class ReceivePacketAdvice {
    private ReceivePacketAdvice() {}

    @Advice.OnMethodEnter
    static void enter() throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_RECEIVED);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Argument(0) DatagramPacket packet) {
      NetHooks.transferred(Resource.NET_BYTES_RECEIVED, packet.getAddress(), packet.getLength());
    }
  }

  static final class SendPacketAdvice {
    private SendPacketAdvice() {}

    @Advice.OnMethodEnter
    static long enter() throws IoRefusedException {
      return NetHooks.beginSend();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long before,
        @Advice.Argument(0) @Nullable DatagramPacket packet,
        @Advice.Thrown @Nullable Throwable thrown) {
      NetHooks.endSend(before, thrown == null ? packet : null);
    }
  }
}
