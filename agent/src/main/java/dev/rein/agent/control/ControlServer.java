package dev.rein.agent.control;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The control socket of a JVM: {@code control.sock} in the folder of its ledger, served by one
 * daemon thread. {@code docs/control.md} describes what is spoken there.
 */
public final class ControlServer implements AutoCloseable {
  private static final long LONGEST_CLOSE_MILLIS = 5_000;

  private final ControlLoop loop;
  private final SocketFile file;
  private final Consumer<String> problems;
  private final Thread thread;

  private ControlServer(
      ControlLoop loop, SocketFile file, Consumer<String> problems, ThreadFactory threads) {
    this.loop = loop;
    this.file = file;
    this.problems = problems;
    this.thread = threads.newThread(loop::run);
    thread.setName("rein-control");
    thread.setDaemon(true);
    // It must not be the host's, which could then never be unloaded.
    thread.setContextClassLoader(ControlServer.class.getClassLoader());
  }

  /**
   * What clients can take of the host.
   *
   * @param connections at once
   * @param patience for a client to ask and to take its answer
   * @param eventsPerSecond connections, reads and writes, of all clients together
   */
  record Bounds(int connections, Duration patience, int eventsPerSecond) {
    private static final Bounds USUAL = new Bounds(16, Duration.ofSeconds(30), 100);
  }

  /**
   * Opens the socket.
   *
   * @param folder the ledger's
   * @param reinVersion what to answer who asks for it
   * @param threads makes the thread, with nothing that it does counted
   * @param problems takes a line when the socket cannot be opened, and when it fails later
   * @return null when it cannot be opened
   */
  public static @Nullable ControlServer start(
      Path folder,
      Controls controls,
      String reinVersion,
      ThreadFactory threads,
      Consumer<String> problems) {
    return start(folder, controls, reinVersion, threads, problems, Bounds.USUAL);
  }

  static @Nullable ControlServer start(
      Path folder,
      Controls controls,
      String reinVersion,
      ThreadFactory threads,
      Consumer<String> problems,
      Bounds bounds) {
    try {
      SocketFile file = SocketFile.in(folder);
      Answers answers = new Answers(controls, reinVersion, problems);
      ControlLoop loop = ControlLoop.open(file, answers, problems, bounds);
      ControlServer server = new ControlServer(loop, file, problems, threads);
      server.thread.start();
      return server;
    } catch (IOException | RuntimeException e) {
      problems.accept(
          "this JVM cannot be steered by `rein pause` and the like: no socket "
              + folder.resolve(SocketFile.NAME)
              + ": "
              + e);
      return null;
    }
  }

  /** Closes all connections, ends the thread and removes the socket, within a bounded time. */
  @Override
  public void close() {
    loop.stop(thread);
    try {
      if (Thread.currentThread() != thread) {
        thread.join(LONGEST_CLOSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      file.remove();
    } catch (IOException e) {
      problems.accept("the control socket could not be removed: " + e);
    }
  }
}
