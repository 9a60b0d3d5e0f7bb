package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** How many threads there are. */
final class ThreadStatisticsHandler implements EventHandler {
  private final JfrListener listener;

  ThreadStatisticsHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.JavaThreadStatistics";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("period", "5 s");
  }

  @Override
  public void accept(RecordedEvent event) {
    listener.threads(event.getLong("activeCount"), event.getLong("peakCount"));
  }
}
