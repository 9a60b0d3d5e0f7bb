package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/**
 * How long the garbage collector stops the program: one event for each pause, with every collector.
 * {@code jdk.GarbageCollection} also sums pauses, but of some collectors only when a whole cycle
 * has ended.
 */
final class GcPauseHandler implements EventHandler {
  private final JfrListener listener;

  GcPauseHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.GCPhasePause";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("threshold", "0 ms");
  }

  @Override
  public void accept(RecordedEvent event) {
    listener.gcPause(event.getDuration().toNanos());
  }
}
