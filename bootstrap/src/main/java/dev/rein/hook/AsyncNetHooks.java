package dev.rein.hook;

import dev.rein.api.ConnectRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.io.IOException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls about asynchronous channels, whose calls return at once and never wait. A
 * refused call is made to end at once without effect; who asked is told of the refusal, by the
 * thread that the JDK would tell him from.
 */
public final class AsyncNetHooks {
  private AsyncNetHooks() {}

  /**
   * A connect: counted when it begins. When it is refused the channel is closed, as the JDK leaves
   * it when a connect has failed.
   */
  public static @Nullable Object connect(
      AsynchronousSocketChannel channel, boolean unconnected, @Nullable Object remote) {
    if (Hooks.handler() == null
        || !unconnected
        || !channel.isOpen()
        || NetHooks.isUnusable(remote)) {
      return null;
    }
    Object outcome = Hooks.begin(Operation.NET_CONNECT, remote, false);
    // The caller's handler may run within the call, and connect again.
    Hooks.end(outcome, remote, true);
    if (outcome instanceof Refusal refusal) {
      ConnectRefusedException refused = new ConnectRefusedException(refusal);
      try {
        channel.close();
      } catch (IOException failure) {
        refused.addSuppressed(failure);
      }
      return refused;
    }
    return null;
  }

  /** Asks for a transfer; returns the exception of a refused one. */
  public static @Nullable Object ask(Resource resource) {
    if (!Hooks.isBlocked(resource)
        || !CallGuard.current().countsNetworkBytes(Hooks.bit(resource))) {
      return null;
    }
    Refusal refusal = Hooks.askBeforeTransfer(resource, null, false);
    return refusal == null ? null : new IoRefusedException(refusal);
  }

  /**
   * The handler to hand on in the place of the caller's.
   *
   * @param refusal null when the call may go on
   * @param resource what is counted when the call has ended; null for nothing
   */
  public static @Nullable CompletionHandler<Object, Object> handler(
      @Nullable CompletionHandler<Object, Object> handler,
      @Nullable Object refusal,
      @Nullable Resource resource,
      @Nullable Object peer) {
    if (handler == null || Hooks.handler() == null || (refusal == null && resource == null)) {
      return handler;
    }
    return new NetCompletion(handler, (IOException) refusal, resource, peer);
  }

  /** The future to return in the place of the JDK's. */
  public static @Nullable Future<Object> future(
      @Nullable Future<Object> future,
      @Nullable Object refusal,
      @Nullable Resource resource,
      @Nullable Object peer) {
    if (future == null) {
      return null;
    }
    if (refusal != null) {
      return CompletableFuture.failedFuture((IOException) refusal);
    }
    // A pending one may be done by now too; it is counted by itself.
    if (resource != null && future.getClass().getName().equals("sun.nio.ch.CompletedFuture")) {
      try {
        count(resource, peer, future.get());
      } catch (ExecutionException failed) {
        return future;
      } catch (InterruptedException interrupted) {
        // It is done, so this cannot be; but if it is, the caller shall see it.
        Thread.currentThread().interrupt();
      }
    }
    return future;
  }

  /** A future of a channel's operation is being completed. */
  public static void completed(
      @Nullable Object channel, @Nullable Object operation, @Nullable Object result) {
    if (result instanceof Number
        && operation instanceof Enum<?> kind
        && channel instanceof AsynchronousSocketChannel socket) {
      boolean read = kind.name().equals("READ");
      try {
        Object peer = socket.isOpen() ? socket.getRemoteAddress() : null;
        count(read ? Resource.NET_BYTES_RECEIVED : Resource.NET_BYTES_SENT, peer, result);
      } catch (IOException closedMeanwhile) {
        count(read ? Resource.NET_BYTES_RECEIVED : Resource.NET_BYTES_SENT, null, result);
      }
    }
  }

  private static void count(Resource resource, @Nullable Object peer, @Nullable Object result) {
    if (result instanceof Number bytes) {
      NetHooks.transferred(resource, peer, bytes.longValue());
    }
  }

  /**
   * Counts what a call has moved, or tells its refusal, and then lets the caller's handler know.
   */
  private static final class NetCompletion implements CompletionHandler<Object, Object> {
    private final CompletionHandler<Object, Object> handler;
    private final @Nullable IOException refusal;
    private final @Nullable Resource resource;
    private final @Nullable Object peer;

    NetCompletion(
        CompletionHandler<Object, Object> handler,
        @Nullable IOException refusal,
        @Nullable Resource resource,
        @Nullable Object peer) {
      this.handler = handler;
      this.refusal = refusal;
      this.resource = resource;
      this.peer = peer;
    }

    @Override
    public void completed(Object result, Object attachment) {
      if (refusal != null) {
        handler.failed(refusal, attachment);
        return;
      }
      if (resource != null) {
        count(resource, peer, result);
      }
      handler.completed(result, attachment);
    }

    @Override
    public void failed(Throwable failure, Object attachment) {
      handler.failed(refusal == null ? failure : refusal, attachment);
    }
  }
}
