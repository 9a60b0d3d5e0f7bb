package dev.rein.it.host;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The network through {@code AsynchronousSocketChannel}: by futures, and by handlers that a thread
 * of the channel's group calls.
 */
final class AsyncSocketActions {
  private static final String TYPE = "sun.nio.ch.AsynchronousSocketChannelImpl.";
  private static final String TRANSFER =
      "(boolean,java.nio.ByteBuffer,java.nio.ByteBuffer[],long,java.util.concurrent.TimeUnit,"
          + "java.lang.Object,java.nio.channels.CompletionHandler)";
  private static final String OPENED = "threads.started";
  private static final String CONNECTED = OPENED + " net.connects";
  private static final String SENT = CONNECTED + " net.bytes.sent=1000";

  private AsyncSocketActions() {}

  /** A channel with the one thread that serves it. */
  private record Line(
      AsynchronousChannelGroup group, AsynchronousSocketChannel channel, InetSocketAddress server)
      implements AutoCloseable {
    static Line open(Work work) throws IOException {
      AsynchronousChannelGroup group =
          AsynchronousChannelGroup.withFixedThreadPool(1, task -> new Thread(task, "line"));
      return new Line(group, AsynchronousSocketChannel.open(group), work.echo());
    }

    static Line connected(Work work) throws Exception {
      Line line = open(work);
      line.channel.connect(line.server).get();
      return line;
    }

    static Line written(Work work) throws Exception {
      Line line = connected(work);
      Expect.that(line.channel.write(ByteBuffer.wrap(Work.bytes())).get() == Work.SIZE);
      return line;
    }

    @Override
    public void close() throws IOException {
      group.shutdownNow();
    }
  }

  /** Completes a future; complains when it is not called by the group's thread. */
  private static final class Answer<V> implements CompletionHandler<V, CompletableFuture<V>> {
    @Override
    public void completed(V result, CompletableFuture<V> future) {
      Expect.that(Thread.currentThread().getName().equals("line"));
      future.complete(result);
    }

    @Override
    public void failed(Throwable failure, CompletableFuture<V> future) {
      boolean told = Thread.currentThread().getName().equals("line");
      future.completeExceptionally(told ? failure : new AssertionError("another thread", failure));
    }
  }

  @Action(
      hooks =
          "sun.nio.ch.UnixAsynchronousSocketChannelImpl.implConnect"
              + "(java.net.SocketAddress,java.lang.Object,java.nio.channels.CompletionHandler)",
      before = OPENED,
      charges = "net.connects",
      refusal = ExecutionException.class)
  static void connectAsync(Work work) throws Exception {
    try (Line line = Line.open(work)) {
      Future<Void> connected = line.channel.connect(line.server);
      try {
        connected.get();
      } catch (ExecutionException refused) {
        Expect.that(!line.channel.isOpen());
        throw refused;
      }
    }
  }

  @Action(before = OPENED, charges = "net.connects", refusal = ExecutionException.class)
  static void connectAsyncWithHandler(Work work) throws Exception {
    try (Line line = Line.open(work)) {
      CompletableFuture<Void> connected = new CompletableFuture<>();
      line.channel.connect(line.server, connected, new Answer<>());
      connected.get();
    }
  }

  /** Begins to read before there is anything. */
  @Action(
      hooks = {
        TYPE + "read" + TRANSFER,
        "sun.nio.ch.PendingFuture.setResult(java.lang.Object,java.lang.Throwable)"
      },
      before = CONNECTED,
      charges = "net.bytes.received=1000 net.bytes.sent=1000",
      refusal = ExecutionException.class)
  static void readAsync(Work work) throws Exception {
    try (Line line = Line.connected(work)) {
      ByteBuffer buffer = ByteBuffer.allocate(Work.SIZE);
      Future<Integer> first = line.channel.read(buffer);
      if (!first.isDone()) {
        line.channel.write(ByteBuffer.wrap(Work.bytes())).get();
      }
      Expect.that(first.get() > 0);
      while (buffer.hasRemaining()) {
        Expect.that(line.channel.read(buffer).get() > 0);
      }
    }
  }

  @Action(before = SENT, charges = "net.bytes.received=1000", refusal = ExecutionException.class)
  static void readAsyncWithHandler(Work work) throws Exception {
    try (Line line = Line.written(work)) {
      ByteBuffer buffer = ByteBuffer.allocate(Work.SIZE);
      while (buffer.hasRemaining()) {
        CompletableFuture<Integer> read = new CompletableFuture<>();
        line.channel.read(buffer, read, new Answer<>());
        Expect.that(read.get() > 0);
      }
    }
  }

  @Action(before = SENT, charges = "net.bytes.received=1000", refusal = ExecutionException.class)
  static void readBuffersAsync(Work work) throws Exception {
    try (Line line = Line.written(work)) {
      ByteBuffer[] buffers = {ByteBuffer.allocate(500), ByteBuffer.allocate(500)};
      while (buffers[1].hasRemaining()) {
        CompletableFuture<Long> read = new CompletableFuture<>();
        line.channel.read(buffers, 0, 2, 0, TimeUnit.SECONDS, read, new Answer<>());
        Expect.that(read.get() > 0);
      }
    }
  }

  @Action(
      hooks = TYPE + "write" + TRANSFER,
      before = CONNECTED,
      charges = "net.bytes.sent=1000",
      refusal = ExecutionException.class)
  static void writeAsync(Work work) throws Exception {
    try (Line line = Line.connected(work)) {
      Expect.that(line.channel.write(ByteBuffer.wrap(Work.bytes())).get() == Work.SIZE);
    }
  }

  @Action(before = CONNECTED, charges = "net.bytes.sent=1000", refusal = ExecutionException.class)
  static void writeBuffersAsync(Work work) throws Exception {
    try (Line line = Line.connected(work)) {
      ByteBuffer[] buffers = {ByteBuffer.allocate(500), ByteBuffer.allocate(500)};
      CompletableFuture<Long> written = new CompletableFuture<>();
      line.channel.write(buffers, 0, 2, 0, TimeUnit.SECONDS, written, new Answer<>());
      Expect.that(written.get() == Work.SIZE);
    }
  }
}
