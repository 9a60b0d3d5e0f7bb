package dev.rein.agent.sample.jfr;

import java.util.Map;
import java.util.function.Function;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * Which methods run. {@code jdk.ExecutionSample} looks, every period, at up to five threads that
 * are in Java code; {@code jdk.CPUTimeSample} at each thread as it uses CPU time, in native code
 * too.
 */
final class MethodSampleHandler implements EventHandler {
  private final JfrListener listener;
  private final String event;
  private final String threadField;
  private final String setting;
  private final Function<Attention, String> value;

  /**
   * @param threadField where the event has the thread
   * @param setting how often it looks
   */
  MethodSampleHandler(
      JfrListener listener,
      String event,
      String threadField,
      String setting,
      Function<Attention, String> value) {
    this.listener = listener;
    this.event = event;
    this.threadField = threadField;
    this.setting = setting;
    this.value = value;
  }

  @Override
  public String event() {
    return event;
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of(setting, value.apply(attention));
  }

  @Override
  public void accept(RecordedEvent sample) {
    @Nullable SampledThread thread = SampledThread.of(sample, threadField);
    @Nullable CodePlace place = CodePlace.of(sample.getStackTrace());
    if (thread != null && place != null && !CodePlace.isOfRein(sample.getStackTrace())) {
      listener.methodSampled(thread.id(), thread.virtual(), place.method());
    }
  }
}
