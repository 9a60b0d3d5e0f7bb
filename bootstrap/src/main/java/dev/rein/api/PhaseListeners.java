package dev.rein.api;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Those of the host that listen for changes of phase. To the agent they are one function, which it
 * calls on a thread of its own, with one change after another.
 */
final class PhaseListeners implements Function<Object[], @Nullable Object> {
  /** So that a listener that has broken does not fill Rein's log. */
  private static final int MAX_FAILURES = 3;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  synchronized Registration add(Consumer<? super PhaseChange> consumer) {
    Listener listener = new Listener(consumer);
    listeners.add(listener);
    Rein.call(Calls.LISTEN, this);
    return listener;
  }

  private synchronized void remove(Listener listener) {
    if (listeners.remove(listener) && listeners.isEmpty()) {
      // The agent keeps nothing of a host that does not listen: neither its classes nor its loader.
      Rein.call(Calls.UNLISTEN, this);
    }
  }

  /** The agent is there: it has not heard of those that were added before. */
  synchronized void connected() {
    if (!listeners.isEmpty()) {
      Rein.call(Calls.LISTEN, this);
    }
  }

  @Override
  public @Nullable Object apply(Object[] parts) {
    PhaseChange change = Answers.change(parts);
    String problems = null;
    for (Listener listener : listeners) {
      String problem = listener.tell(change);
      if (problem != null) {
        problems = problems == null ? problem : problems + "; " + problem;
      }
    }
    return problems;
  }

  private final class Listener implements Registration {
    private final Consumer<? super PhaseChange> consumer;
    private final @Nullable ClassLoader contextLoader;

    /** In a row. */
    private int failures;

    Listener(Consumer<? super PhaseChange> consumer) {
      this.consumer = Objects.requireNonNull(consumer);
      this.contextLoader = Thread.currentThread().getContextClassLoader();
    }

    /** Returns what is to be known of a listener that has failed for the last time. */
    @Nullable String tell(PhaseChange change) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(contextLoader);
      try {
        consumer.accept(change);
        failures = 0;
        return null;
      } catch (Throwable failure) { // The host's code, on Rein's thread.
        if (++failures < MAX_FAILURES) {
          return null;
        }
        close();
        return "the listener "
            + consumer.getClass().getName()
            + " for changes of phase has failed "
            + MAX_FAILURES
            + " times in a row and is not told any more: "
            + failure;
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    @Override
    public void close() {
      remove(this);
    }
  }
}
