package dev.rein.instrumentation.net;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.ConnectRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.Hooks;
import dev.rein.hook.NetHooks;
import dev.rein.instrumentation.HookSpec;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Connects and bytes of {@code Socket}; accepted sockets, and those beneath TLS, have the same
 * streams. A proxy's connection is made within the one it is made for.
 */
public final class SocketInstrumentation {
  private SocketInstrumentation() {}

  public static List<HookSpec> hooks() {
    String streams = "sun.nio.ch.NioSocketImpl";
    String bytes = "byte[]";
    return List.of(
        hook("java.net.Socket", "connect", ConnectAdvice.class, "java.net.SocketAddress", "int"),
        hook(streams, "read", ReadAdvice.class, bytes, "int", "int"),
        hook(streams, "write", WriteAdvice.class, bytes, "int", "int"),
        hook(streams, "implWrite", WrittenAdvice.class, bytes, "int", "int"),
        hook(streams, "sendUrgentData", UrgentAdvice.class, "int"));
  }

  static final class ConnectAdvice {
    private ConnectAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(
        @Advice.This Socket socket, @Advice.Argument(0) @Nullable Object remote)
        throws ConnectRefusedException {
      return NetHooks.connect(socket, remote);
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
  static final class ReadAdvice {
    private ReadAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(2) int length) throws IoRefusedException {
      if (length > 0) {
        NetHooks.beforeTransfer(Resource.NET_BYTES_RECEIVED);
      }
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("address") @Nullable InetAddress peer, @Advice.Return int bytes) {
      NetHooks.transferred(Resource.NET_BYTES_RECEIVED, peer, bytes);
    }
  }

  /** Asks before the lock is taken that {@link WrittenAdvice} counts under, piece by piece. */
  static final class WriteAdvice {
    private WriteAdvice() {}

    @Advice.OnMethodEnter
    static void enter() throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_SENT);
    }
  }

  static final class WrittenAdvice {
    private WrittenAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("address") @Nullable InetAddress peer, @Advice.Return int bytes) {
      NetHooks.transferred(Resource.NET_BYTES_SENT, peer, bytes);
    }
  }

  static final class UrgentAdvice {
    private UrgentAdvice() {}

    @Advice.OnMethodEnter
    static void enter() throws IoRefusedException {
      NetHooks.beforeTransfer(Resource.NET_BYTES_SENT);
    }

    @Advice.OnMethodExit
    static void exit(@Advice.FieldValue("address") @Nullable InetAddress peer) {
      NetHooks.transferred(Resource.NET_BYTES_SENT, peer, 1);
    }
  }
}
