package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** Which methods run: every period, up to five threads that are in Java code are looked at. */
final class ExecutionSampleHandler implements EventHandler {
  private final JfrListener listener;

  ExecutionSampleHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.ExecutionSample";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("period", attention.samplePeriod());
  }

  @Override
  public void accept(RecordedEvent event) {
    @Nullable SampledThread thread = SampledThread.of(event, "sampledThread");
    @Nullable CodePlace place = CodePlace.of(event.getStackTrace());
    if (thread != null && place != null) {
      listener.methodSampled(thread.id(), thread.virtual(), place.method());
    }
  }
}
