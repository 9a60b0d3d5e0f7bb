package dev.rein.agent.sample.jfr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.consumer.RecordingStream;

/**
 * A recording of Rein's own, and the events that come out of it. The recorder writes them down once
 * a second, and what has been read is deleted: neither {@code setMaxAge} nor {@code setMaxSize},
 * which both would keep it. A flush every five seconds costs more: JDK 17's reader then polls.
 */
final class JfrStream implements AutoCloseable {
  private final RecordingStream stream;
  private final List<EventHandler> handlers;

  private JfrStream(RecordingStream stream, List<EventHandler> handlers) {
    this.stream = stream;
    this.handlers = handlers;
  }

  /**
   * Makes it, without starting.
   *
   * @param byCpuTime whether methods are sampled by CPU time where that is possible
   * @param onFlush called about once a second while it runs
   * @param problems takes what a handler throws
   */
  static JfrStream create(
      JfrListener listener, boolean byCpuTime, Runnable onFlush, Consumer<Throwable> problems)
      throws ReflectiveOperationException, InterruptedException {
    FlightRecorderStart.ensure();
    Set<String> known =
        FlightRecorder.getFlightRecorder().getEventTypes().stream()
            .map(EventType::getName)
            .collect(Collectors.toSet());
    JfrStream made =
        new JfrStream(new RecordingStream(), EventHandlers.of(known, listener, byCpuTime));
    made.listen(onFlush, problems);
    return made;
  }

  private void listen(Runnable onFlush, Consumer<Throwable> problems) {
    // Handlers keep no event, and sums do not ask for an order.
    stream.setReuse(true);
    stream.setOrdered(false);
    handlers.forEach(handler -> stream.onEvent(handler.event(), handler::accept));
    stream.onFlush(onFlush);
    stream.onError(problems);
  }

  /**
   * Reads events on the calling thread until {@link #close}, or until somebody stops the recording.
   */
  void run() {
    stream.start();
  }

  /** Before the start and at any time after it. */
  void attend(Attention attention) {
    Map<String, String> settings = new HashMap<>();
    for (EventHandler handler : handlers) {
      settings.put(handler.event() + "#enabled", "true");
      handler
          .settings(attention)
          .forEach((name, value) -> settings.put(handler.event() + "#" + name, value));
    }
    stream.setSettings(settings);
  }

  /** Whether others are recording, into the same folder as Rein. */
  static boolean othersRecord() {
    return FlightRecorder.getFlightRecorder().getRecordings().size() > 1;
  }

  @Override
  public void close() {
    stream.close();
  }
}
