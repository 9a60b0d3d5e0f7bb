package dev.rein.it.host;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Files through {@code AsynchronousFileChannel}. A refusal is told where the bytes would be. */
final class AsyncFileActions {
  private static final String TYPE = "sun.nio.ch.SimpleAsynchronousFileChannelImpl";
  private static final String PARAMETERS =
      "(java.nio.ByteBuffer,long,java.lang.Object,java.nio.channels.CompletionHandler)";
  private static final String END = "sun.nio.ch.AsynchronousFileChannelImpl.end()";
  private static final String OPENED = "files.read files.accessed";
  private static final String CREATED = "files.written files.accessed";

  private AsyncFileActions() {}

  private static AsynchronousFileChannel reading(Work work) throws IOException {
    return AsynchronousFileChannel.open(work.input(), Set.of(READ), new CallersThread());
  }

  private static AsynchronousFileChannel writing(Work work) throws IOException {
    return AsynchronousFileChannel.open(
        work.fresh(), Set.of(WRITE, CREATE_NEW), new CallersThread());
  }

  @Action(
      hooks =
          "sun.nio.fs.UnixFileSystemProvider.newAsynchronousFileChannel(java.nio.file.Path,"
              + "java.util.Set,java.util.concurrent.ExecutorService,"
              + "java.nio.file.attribute.FileAttribute[])",
      charges = OPENED,
      refusal = AccessDeniedException.class)
  static void openAsynchronously(Work work) throws IOException {
    reading(work).close();
  }

  @Action(
      hooks = {TYPE + ".implRead" + PARAMETERS, TYPE + "$2.run()", END},
      before = OPENED,
      charges = "file.bytes.read=400",
      refusal = ExecutionException.class)
  static void readAsynchronously(Work work) throws Exception {
    try (AsynchronousFileChannel channel = reading(work)) {
      Future<Integer> read = channel.read(ByteBuffer.allocateDirect(Work.SIZE), 600);
      Expect.that(read.get() == 400);
    }
  }

  @Action(before = OPENED, charges = "file.bytes.read=1000", refusal = ExecutionException.class)
  static void readWithHandler(Work work) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(Work.SIZE);
    try (AsynchronousFileChannel channel = reading(work)) {
      Awaited awaited = new Awaited(buffer);
      channel.read(buffer, 0, "attached", awaited);
      Expect.that(awaited.get() == Work.SIZE);
    }
  }

  @Action(
      hooks = {TYPE + ".implWrite" + PARAMETERS, TYPE + "$3.run()"},
      before = CREATED,
      charges = "file.bytes.written=1000",
      refusal = ExecutionException.class)
  static void writeAsynchronously(Work work) throws Exception {
    try (AsynchronousFileChannel channel = writing(work)) {
      Expect.that(channel.write(ByteBuffer.wrap(Work.bytes()), 50).get() == Work.SIZE);
    }
  }

  @Action(before = CREATED, charges = "file.bytes.written=1000", refusal = ExecutionException.class)
  static void writeWithHandler(Work work) throws Exception {
    ByteBuffer buffer = ByteBuffer.wrap(Work.bytes());
    try (AsynchronousFileChannel channel = writing(work)) {
      Awaited awaited = new Awaited(buffer);
      channel.write(buffer, 0, "attached", awaited);
      Expect.that(awaited.get() == Work.SIZE);
    }
  }

  /** Completes when it is told, and uses the buffer again at once, as programs do. */
  private static final class Awaited extends CompletableFuture<Integer>
      implements CompletionHandler<Integer, String> {
    private final ByteBuffer buffer;

    Awaited(ByteBuffer buffer) {
      this.buffer = buffer;
    }

    @Override
    public void completed(Integer bytes, String attachment) {
      buffer.clear();
      complete(attachment.equals("attached") ? bytes : -1);
    }

    @Override
    public void failed(Throwable failure, String attachment) {
      completeExceptionally(failure);
    }
  }

  /** Starts no thread, which would be counted or not as the JDK makes it. */
  private static final class CallersThread extends AbstractExecutorService {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return false;
    }
  }
}
