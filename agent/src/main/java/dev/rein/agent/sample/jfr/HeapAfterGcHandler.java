package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** What of the heap is left when a collection has ended. */
final class HeapAfterGcHandler implements EventHandler {
  private final JfrListener listener;

  HeapAfterGcHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.GCHeapSummary";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of();
  }

  @Override
  public void accept(RecordedEvent event) {
    if ("After GC".equals(event.getString("when"))) {
      listener.heapAfterGc(event.getLong("heapUsed"));
    }
  }
}
