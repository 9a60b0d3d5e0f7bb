package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a process prints, collected by a thread, so that the process never waits for a reader. */
final class Output implements Runnable {
  private final InputStream stream;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int next;
  private boolean ended;

  private Output(InputStream stream) {
    this.stream = stream;
  }

  static Output of(InputStream stream, String name) {
    Output output = new Output(stream);
    Thread thread = new Thread(output, name);
    thread.setDaemon(true);
    thread.start();
    return output;
  }

  @Override
  public void run() {
    byte[] buffer = new byte[8192];
    try {
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        add(buffer, count);
      }
    } catch (IOException e) {
      add(("(" + e + ")").getBytes(UTF_8), 0);
    } finally {
      end();
    }
  }

  private synchronized void add(byte[] buffer, int count) {
    bytes.write(buffer, 0, count);
    for (int i = 0; i < count; i++) {
      if (buffer[i] == '\n') {
        lines.add(line.toString(UTF_8));
        line.reset();
      } else {
        line.write(buffer[i]);
      }
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized byte[] bytes() {
    return bytes.toByteArray();
  }

  /** The lines that were not read yet, before the next one that is this; that one is read too. */
  synchronized List<String> readUntil(String last, long seconds) {
    List<String> read = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (String one = take(deadline); one != null; one = take(deadline)) {
      if (one.equals(last)) {
        return read;
      }
      read.add(one);
    }
    throw new AssertionError(
        "no line '"
            + last
            + "' within "
            + seconds
            + " s; since the last one:\n"
            + String.join("\n", read));
  }

  synchronized String readLine(long seconds) {
    String one = take(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    if (one == null) {
      throw new AssertionError("no further line within " + seconds + " s");
    }
    return one;
  }

  synchronized void awaitEnd() throws InterruptedException {
    while (!ended) {
      wait();
    }
  }

  /** The next line, or null when there is none by the deadline or at all. */
  private synchronized @Nullable String take(long deadline) {
    try {
      while (next == lines.size()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || millis <= 0) {
          return null;
        }
        wait(millis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
    return lines.get(next++);
  }
}
