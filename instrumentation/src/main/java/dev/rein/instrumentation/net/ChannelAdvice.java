package dev.rein.instrumentation.net;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.NetHooks;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Advice on methods that move bytes and return how many, for every selectable channel that keeps
 * its peer in a field {@code remoteAddress}.
 */
final class ChannelAdvice {
  private ChannelAdvice() {}

  /** A method that receives. */
  static final class Read {
    private Read() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This SelectableChannel channel) throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_RECEIVED, channel);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("remoteAddress") @Nullable SocketAddress peer,
        @Advice.Return long bytes) {
      NetHooks.transferred(Resource.NET_BYTES_RECEIVED, peer, bytes);
    }
  }

  /** A method that sends. */
  static final class Write {
    private Write() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.This SelectableChannel channel) throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_SENT, channel);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("remoteAddress") @Nullable SocketAddress peer,
        @Advice.Return long bytes) {
      NetHooks.transferred(Resource.NET_BYTES_SENT, peer, bytes);
    }
  }
}
