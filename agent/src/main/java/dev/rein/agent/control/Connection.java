package dev.rein.agent.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One client of the control socket: asks a line, gets a line, and may ask again. After an error it
 * is closed. Never waits; used by the server's thread only.
 */
final class Connection {
  /**
   * Sockets copy what they write to memory outside the heap, and keep as much for the next time.
   */
  private static final int WRITTEN_AT_ONCE = 16 * 1024;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Answers answers;
  private final @Nullable String user;
  private final long patienceNanos;
  private final ByteBuffer asked = ByteBuffer.allocate(Request.MAX_BYTES);
  private @Nullable ByteBuffer answer;
  private boolean last;
  private long deadline;

  /**
   * @param user whose process the client is; null when the system does not tell
   * @param patienceNanos from one answer to the next at most
   */
  Connection(
      SocketChannel channel,
      SelectionKey key,
      Answers answers,
      @Nullable String user,
      long patienceNanos,
      long nanoTime) {
    this.channel = channel;
    this.key = key;
    this.answers = answers;
    this.user = user;
    this.patienceNanos = patienceNanos;
    this.deadline = nanoTime + patienceNanos;
  }

  /** Goes on as far as the client lets it, after the selector has said that it does. */
  void goOn(long nanoTime) throws IOException {
    if (answer == null) {
      read();
    }
    if (answer != null) {
      write(nanoTime);
    }
  }

  private void read() throws IOException {
    int read = channel.read(asked);
    int end = endOfLine();
    if (end >= 0) {
      take(end);
    } else if (read < 0) {
      if (asked.position() == 0) {
        close();
      } else {
        fail("the connection ended before the line did");
      }
    } else if (!asked.hasRemaining()) {
      fail("a line has " + Request.MAX_BYTES + " bytes at most");
    }
  }

  private int endOfLine() {
    for (int i = 0; i < asked.position(); i++) {
      if (asked.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void take(int end) {
    if (end + 1 < asked.position()) {
      fail("one line at a time; wait for the answer before the next");
      return;
    }
    try {
      String line = StandardCharsets.UTF_8.newDecoder().decode(asked.flip().limit(end)).toString();
      asked.clear();
      reply(answers.answer(line, user));
    } catch (CharacterCodingException e) {
      fail("the line is not UTF-8");
    }
  }

  private void fail(String message) {
    reply(answers.refuse(user, message));
  }

  private void reply(Answers.Answer reply) {
    answer = ByteBuffer.wrap((reply.line() + "\n").getBytes(StandardCharsets.UTF_8));
    last = !reply.ok();
  }

  private void write(long nanoTime) throws IOException {
    ByteBuffer rest = answer;
    if (rest == null) {
      return;
    }
    int end = rest.limit();
    int written;
    do {
      rest.limit(Math.min(end, rest.position() + WRITTEN_AT_ONCE));
      written = channel.write(rest);
      rest.limit(end);
    } while (written > 0 && rest.hasRemaining());
    if (rest.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else if (last) {
      close();
    } else {
      answer = null;
      deadline = nanoTime + patienceNanos;
      key.interestOps(SelectionKey.OP_READ);
    }
  }

  /** Nanoseconds until the client has had its time; none when that is over. */
  long nanosLeft(long nanoTime) {
    return Math.max(0, deadline - nanoTime);
  }

  /** The client has had its time. */
  void endOverdue(long nanoTime) throws IOException {
    if (answer == null) {
      fail("no line came in time; ask again on a new connection");
      write(nanoTime);
    }
    close();
  }

  void close() throws IOException {
    key.cancel();
    channel.close();
  }

  boolean isClosed() {
    return !channel.isOpen();
  }
}
