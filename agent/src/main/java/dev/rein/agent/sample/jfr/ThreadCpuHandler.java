package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** What each platform thread takes of the processors. */
final class ThreadCpuHandler implements EventHandler {
  private final JfrListener listener;

  ThreadCpuHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.ThreadCPULoad";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("period", "5 s");
  }

  @Override
  public void accept(RecordedEvent event) {
    @Nullable SampledThread thread = SampledThread.of(event, "eventThread");
    if (thread != null) {
      listener.threadCpu(
          thread.id(), thread.name(), (double) event.getFloat("user") + event.getFloat("system"));
    }
  }
}
