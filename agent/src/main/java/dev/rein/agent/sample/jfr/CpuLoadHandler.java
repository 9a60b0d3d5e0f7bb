package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** What this JVM and the whole machine take of the processors. */
final class CpuLoadHandler implements EventHandler {
  private final JfrListener listener;
  private boolean isFirst = true;

  CpuLoadHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.CPULoad";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("period", attention.loadPeriod());
  }

  @Override
  public void accept(RecordedEvent event) {
    // The first of a JVM has nothing to compare with, and says 0.
    if (!isFirst) {
      listener.cpuLoad(
          event.getFloat("jvmUser"), event.getFloat("jvmSystem"), event.getFloat("machineTotal"));
    }
    isFirst = false;
  }
}
