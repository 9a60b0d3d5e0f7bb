package dev.rein.agent.view.web;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * One client that is told as it happens. Sending never blocks: what the client does not take waits
 * here, and a client with too much waiting is cut off.
 */
final class EventStream {
  private static final int MOST_WAITING = 16;

  private final EndPoint endPoint;
  private final Response response;
  private final Callback callback;
  private final Runnable atEnd;
  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private boolean writing;
  private boolean ended;

  EventStream(EndPoint endPoint, Response response, Callback callback, Runnable atEnd) {
    this.endPoint = endPoint;
    this.response = response;
    this.callback = callback;
    this.atEnd = atEnd;
  }

  /**
   * @param message nobody writes to it any more
   */
  void send(byte[] message) {
    boolean tooSlow;
    synchronized (this) {
      if (ended) {
        return;
      }
      tooSlow = waiting.size() >= MOST_WAITING;
      waiting.addLast(message);
    }
    if (tooSlow) {
      // What is being written fails by it, and with it the stream.
      endPoint.close(new TimeoutException("too slow"));
    } else {
      writeNext();
    }
  }

  private void writeNext() {
    byte[] next = take();
    if (next != null) {
      response.write(false, ByteBuffer.wrap(next), Callback.from(this::written, this::end));
    }
  }

  private synchronized byte @Nullable [] take() {
    if (writing || ended || waiting.isEmpty()) {
      return null;
    }
    writing = true;
    return waiting.removeFirst();
  }

  private void written() {
    synchronized (this) {
      writing = false;
    }
    writeNext();
  }

  private void end(Throwable why) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    }
    atEnd.run();
    callback.failed(why);
  }
}
