package dev.rein.agent.sample.jfr;

import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The thread that makes a stream, reads it, and ends with it. */
final class JfrThread {
  private static final long LONGEST_CLOSE_MILLIS = 2_000;

  private final JfrListener listener;
  private final boolean byCpuTime;
  private final RepositoryClaim claim;
  private final Consumer<String> problems;
  private final ThreadFactory threads;
  private final Thread thread;

  private Attention attention;
  private boolean closed;
  private @Nullable JfrStream stream;
  // Only on the thread itself.
  private boolean handlerFailed;

  private JfrThread(
      JfrListener listener,
      boolean byCpuTime,
      RepositoryClaim claim,
      Attention attention,
      ThreadFactory threads,
      Consumer<String> problems) {
    this.listener = listener;
    this.byCpuTime = byCpuTime;
    this.claim = claim;
    this.attention = attention;
    this.threads = threads;
    this.problems = problems;
    this.thread = daemon("rein-jfr", this::run);
  }

  static JfrThread start(
      JfrListener listener,
      boolean byCpuTime,
      RepositoryClaim claim,
      Attention attention,
      ThreadFactory threads,
      Consumer<String> problems) {
    JfrThread made = new JfrThread(listener, byCpuTime, claim, attention, threads, problems);
    made.thread.start();
    return made;
  }

  private Thread daemon(String name, Runnable task) {
    Thread made = threads.newThread(task);
    made.setName(name);
    made.setDaemon(true);
    return made;
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  /** From now on the sampled events look so closely; waits while the recorder changes files. */
  synchronized void attend(Attention wanted) {
    if (attention != wanted) {
      attention = wanted;
      if (stream != null && !closed) {
        stream.attend(wanted);
      }
    }
  }

  /** Stops the recording; returns when it has, or after a few seconds. */
  void close() {
    Thread closer = daemon("rein-jfr-close", this::closeStream);
    closer.start();
    try {
      closer.join(LONGEST_CLOSE_MILLIS);
      thread.join(LONGEST_CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void closeStream() {
    closed = true;
    if (stream != null) {
      stream.close();
    }
  }

  private void run() {
    // The recorder's threads, which never end, would keep the class loader of whoever is first.
    Thread.currentThread().setContextClassLoader(null);
    try {
      JfrStream made = JfrStream.create(listener, byCpuTime, claim::look, this::handlerFailed);
      if (begin(made)) {
        made.run();
        tellOfEnd();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      // No class of jdk.jfr, no right to write, a recorder that is switched off.
      problems.accept("there is no flight recorder, so hot spots are not looked for: " + e);
    } finally {
      closeStream();
    }
  }

  private synchronized boolean begin(JfrStream made) {
    if (closed) {
      made.close();
      return false;
    }
    made.attend(attention);
    stream = made;
    return true;
  }

  private synchronized void tellOfEnd() {
    if (!closed) {
      problems.accept(
          "the flight recording was stopped from outside, so hot spots are not looked for");
    }
  }

  private void handlerFailed(Throwable failure) {
    if (!handlerFailed) {
      handlerFailed = true;
      problems.accept("fault in an event of the flight recorder: " + failure);
    }
  }
}
