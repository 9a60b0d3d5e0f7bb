package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls about reads and writes of asynchronous file channels: asked for on the
 * thread that begins one, counted on the thread that carries it out.
 */
public final class AsyncFileHooks {
  private AsyncFileHooks() {}

  /** Before a read or write is handed to a thread that carries it out. */
  public static @Nullable Refusal ask(Resource resource, Object channel) {
    return Hooks.isBlocked(resource) && !CallGuard.current().isSuspended()
        ? Hooks.askBeforeTransfer(resource, channel, false)
        : null;
  }

  /**
   * Fails a refused read or write as the channel fails those that go wrong.
   *
   * @param handler to be told, on a thread of the executor; null when the caller has a future
   * @return the future for a caller without a handler
   */
  public static @Nullable Future<Integer> refuse(
      Refusal refusal,
      @Nullable Object attachment,
      @Nullable CompletionHandler<Integer, @Nullable Object> handler,
      Executor executor) {
    IoRefusedException failure = new IoRefusedException(refusal);
    if (handler == null) {
      return CompletableFuture.failedFuture(failure);
    }
    executor.execute(new Failure(handler, attachment, failure));
    return null;
  }

  /**
   * A thread carries out a read or write. It is the JDK's own unless the host has brought an
   * executor along, and works for the host in any case.
   */
  public static void begin(Resource resource, @Nullable ByteBuffer buffer) {
    if (buffer != null && Hooks.handler() != null) {
      CallGuard.current().beginAsync(resource, buffer);
    }
  }

  /** The bytes have moved, as the buffer shows; who waits for them has not been told yet. */
  public static void end() {
    HookHandler current = Hooks.handler();
    CallGuard guard = CallGuard.current();
    Resource resource = guard.asyncResource();
    if (resource != null) {
      long bytes = guard.endAsync();
      if (bytes > 0 && current != null) {
        Hooks.count(current, resource, bytes);
      }
    }
  }

  private static final class Failure implements Runnable {
    private final CompletionHandler<Integer, @Nullable Object> handler;
    private final @Nullable Object attachment;
    private final IoRefusedException failure;

    Failure(
        CompletionHandler<Integer, @Nullable Object> handler,
        @Nullable Object attachment,
        IoRefusedException failure) {
      this.handler = handler;
      this.attachment = attachment;
      this.failure = failure;
    }

    @Override
    public void run() {
      handler.failed(failure, attachment);
    }
  }
}
