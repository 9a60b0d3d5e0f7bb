package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;

/** What this JVM and the whole machine take of the processors. */
final class CpuLoadHandler implements EventHandler {
  private final JfrListener listener;

  CpuLoadHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.CPULoad";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("period", Periods.LOAD);
  }

  @Override
  public void accept(RecordedEvent event) {
    listener.cpuLoad(
        event.getFloat("jvmUser"), event.getFloat("jvmSystem"), event.getFloat("machineTotal"));
  }
}
