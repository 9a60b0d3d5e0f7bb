package dev.rein.agent;

import dev.rein.api.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells the host's listeners of changes of phase, one after another on a thread of Rein's. */
final class PhaseListeners {
  /** Changes that wait for slow listeners; more are not told, and Rein's log says so. */
  private static final int MOST_WAITING = 10_000;

  private final Consumer<String> log;
  private final BlockingQueue<Object[]> changes = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Set<Function<Object[], @Nullable Object>> listeners =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Thread thread;
  private boolean closed;

  /**
   * @param log takes a line for who looks for it
   */
  PhaseListeners(Consumer<String> log) {
    this.log = log;
  }

  synchronized void add(Function<Object[], @Nullable Object> listener) {
    if (closed) {
      return;
    }
    listeners.add(listener);
    if (thread == null) {
      thread = SystemThreads.interruptible("rein-listeners", this::run);
      thread.start();
    }
  }

  synchronized void remove(Function<Object[], @Nullable Object> listener) {
    listeners.remove(listener);
  }

  private synchronized boolean isWanted() {
    return !listeners.isEmpty();
  }

  private synchronized List<Function<Object[], @Nullable Object>> all() {
    return new ArrayList<>(listeners);
  }

  void tell(String account, Phase from, Phase to, String reason, long at) {
    Object[] change = {account, from.label(), to.label(), reason, at};
    if (isWanted() && !changes.offer(change)) {
      log.accept("listeners are too slow: they are not told that " + account + " is in " + to);
    }
  }

  private void run() {
    while (!isClosed()) {
      try {
        Object[] change = changes.take();
        for (Function<Object[], @Nullable Object> listener : all()) {
          tell(listener, change);
        }
      } catch (InterruptedException maybeTheEnd) {
        // Some hosts interrupt every thread they find.
      }
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void tell(Function<Object[], @Nullable Object> listener, Object[] change) {
    try {
      Object line = listener.apply(change.clone());
      if (line != null) {
        log.accept(line.toString());
      }
    } catch (Throwable hosts) {
      log.accept("a listener failed: " + hosts);
    }
  }

  /** Forgets all of them, and ends the thread. */
  void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      listeners.clear();
      running = thread;
    }
    if (running != null) {
      running.interrupt();
    }
  }
}
