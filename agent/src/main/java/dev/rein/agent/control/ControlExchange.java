package dev.rein.agent.control;

import dev.rein.agent.control.UnreachableException.Why;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A line to a control socket and the line that comes back. */
final class ControlExchange {
  private static final int LONGEST_ANSWER = 32 * 1024 * 1024;

  private final Path folder;
  private final Duration longestWait;

  ControlExchange(Path folder, Duration longestWait) {
    this.folder = folder;
    this.longestWait = longestWait;
  }

  /** Sends a line and waits for the answer. */
  String ask(String line) throws UnreachableException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // On a thread of its own: closing the channel is what ends a wait for the other side.
      FutureTask<String> talk = new FutureTask<>(() -> talk(channel, line));
      Thread thread = new Thread(talk, "rein-control-client");
      thread.setDaemon(true);
      thread.start();
      return talk.get(longestWait.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnreachableException known ? known : noAnswer(e);
    } catch (TimeoutException e) {
      throw new UnreachableException(
          Why.NO_ANSWER, "the JVM did not answer within " + longestWait.toSeconds() + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw noAnswer(e);
    } catch (IOException | UnsupportedOperationException e) {
      throw noAnswer(e);
    }
  }

  private String talk(SocketChannel channel, String line) throws IOException, UnreachableException {
    connect(channel);
    ByteBuffer question = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    try {
      while (question.hasRemaining()) {
        channel.write(question);
      }
    } catch (IOException refused) {
      // It has answered before the question was through; what it says is the reason.
    }
    return answer(channel);
  }

  private void connect(SocketChannel channel) throws UnreachableException {
    Path socket = folder.resolve(SocketFile.NAME);
    try {
      // Its true path is short enough for a socket, whatever way the folder was named by.
      channel.connect(UnixDomainSocketAddress.of(socket.toRealPath()));
    } catch (NoSuchFileException e) {
      throw new UnreachableException(
          Why.NOT_THERE,
          "there is no "
              + socket
              + ": the JVM has ended, Rein was detached from it, or it cannot be steered (its "
              + "stderr says why)");
    } catch (AccessDeniedException e) {
      throw new UnreachableException(
          Why.NOT_ALLOWED, "this user may not use " + socket + "; steer it as the JVM's user");
    } catch (IOException e) {
      boolean denied = String.valueOf(e.getMessage()).contains("Permission denied");
      throw new UnreachableException(
          denied ? Why.NOT_ALLOWED : Why.NOT_THERE,
          "nobody answers at " + socket + " (" + e.getMessage() + ")");
    }
  }

  private static String answer(SocketChannel channel) throws IOException, UnreachableException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(16 * 1024);
    while (line.size() < LONGEST_ANSWER && channel.read(part.clear()) >= 0) {
      int end = part.position();
      if (end > 0 && part.get(end - 1) == '\n') {
        line.write(part.array(), 0, end - 1);
        return line.toString(StandardCharsets.UTF_8);
      }
      line.write(part.array(), 0, end);
    }
    throw new UnreachableException(Why.NO_ANSWER, "the JVM hung up before it had answered");
  }

  private static UnreachableException noAnswer(Exception cause) {
    return new UnreachableException(Why.NO_ANSWER, "no answer from the JVM: " + cause.getMessage());
  }
}
