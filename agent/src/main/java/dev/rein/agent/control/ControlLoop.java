package dev.rein.agent.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the thread of the control socket does: admits clients, and lets each go on when it can. */
final class ControlLoop {
  private final ServerSocketChannel server;
  private final Selector selector;
  private final String owner;
  private final Answers answers;
  private final Consumer<String> problems;
  private final ControlServer.Bounds bounds;
  private final Pace pace;
  private final List<Connection> connections = new ArrayList<>();
  private volatile boolean stopping;

  private ControlLoop(
      ServerSocketChannel server,
      Selector selector,
      String owner,
      Answers answers,
      Consumer<String> problems,
      ControlServer.Bounds bounds) {
    this.server = server;
    this.selector = selector;
    this.owner = owner;
    this.answers = answers;
    this.problems = problems;
    this.bounds = bounds;
    this.pace = new Pace(bounds.eventsPerSecond(), System.nanoTime());
  }

  static ControlLoop open(
      SocketFile file, Answers answers, Consumer<String> problems, ControlServer.Bounds bounds)
      throws IOException {
    ServerSocketChannel server = file.bind(bounds.connections());
    Selector selector = null;
    try {
      selector = Selector.open();
      server.configureBlocking(false);
      server.register(selector, SelectionKey.OP_ACCEPT);
      return new ControlLoop(server, selector, file.owner(), answers, problems, bounds);
    } catch (IOException | RuntimeException e) {
      server.close();
      if (selector != null) {
        selector.close();
      }
      file.remove();
      throw e;
    }
  }

  /** Until it is stopped. */
  void run() {
    try {
      while (!stopping) {
        selector.select(millisToNextDeadline());
        goOn();
        endOverdue();
      }
    } catch (Throwable e) {
      problems.accept("the control socket is closed, since Rein itself has failed: " + e);
    } finally {
      closeAll();
    }
  }

  /** Has {@link #run} end soon; from any thread. */
  void stop(Thread runner) {
    stopping = true;
    selector.wakeup();
    LockSupport.unpark(runner);
  }

  private void goOn() {
    for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
      keepPace();
      if (stopping) {
        return;
      }
      if (key.attachment() instanceof Connection connection) {
        goOn(connection);
      } else {
        accept();
      }
    }
    selector.selectedKeys().clear();
    connections.removeIf(Connection::isClosed);
  }

  private void keepPace() {
    long end = System.nanoTime() + pace.next(System.nanoTime());
    for (long left = end - System.nanoTime(); left > 0 && !stopping; ) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
  }

  private static void goOn(Connection connection) {
    try {
      connection.goOn(System.nanoTime());
    } catch (IOException clientIsGone) {
      close(connection);
    }
  }

  private void accept() {
    SocketChannel channel = null;
    try {
      channel = server.accept();
      if (channel != null) {
        channel.configureBlocking(false);
        admit(channel);
      }
    } catch (IOException clientIsGone) {
      // Or the process is out of file descriptors; the pace keeps that from being a busy loop.
      close(channel);
    }
  }

  private void admit(SocketChannel channel) throws IOException {
    String user = PeerUser.of(channel);
    if (!PeerUser.maySteer(user, owner)) {
      refuse(
          channel,
          user,
          "only " + owner + ", whose process this is, may steer it; you are " + user);
    } else if (connections.size() >= bounds.connections()) {
      refuse(
          channel, user, "there are " + bounds.connections() + " connections already; try again");
    } else {
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Connection connection =
          new Connection(
              channel, key, answers, user, bounds.patience().toNanos(), System.nanoTime());
      key.attach(connection);
      connections.add(connection);
    }
  }

  private void refuse(SocketChannel channel, @Nullable String user, String message)
      throws IOException {
    String line = answers.refuse(user, message).line() + "\n";
    channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
    channel.close();
  }

  /** 0, which means no end, when nobody is connected. */
  private long millisToNextDeadline() {
    long now = System.nanoTime();
    return connections.stream().mapToLong(connection -> connection.nanosLeft(now)).min().stream()
        .map(nanos -> TimeUnit.NANOSECONDS.toMillis(nanos) + 1)
        .findAny()
        .orElse(0);
  }

  private void endOverdue() {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      if (connection.nanosLeft(now) == 0) {
        try {
          connection.endOverdue(now);
        } catch (IOException clientIsGone) {
          close(connection);
        }
      }
    }
    connections.removeIf(Connection::isClosed);
  }

  private void closeAll() {
    connections.forEach(ControlLoop::close);
    try {
      server.close();
      selector.close();
    } catch (IOException ignored) {
      // Nothing is lost with it, and the process has nothing better to do about it.
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (IOException ignored) {
      // The client is gone, one way or the other.
    }
  }

  private static void close(@Nullable SocketChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException ignored) {
      // The client is gone, one way or the other.
    }
  }
}
