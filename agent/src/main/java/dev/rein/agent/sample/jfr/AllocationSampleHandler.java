package dev.rein.agent.sample.jfr;

import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is allocated, and where. A sample's weight is all its thread has allocated since its last
 * one.
 */
final class AllocationSampleHandler implements EventHandler {
  private final JfrListener listener;

  AllocationSampleHandler(JfrListener listener) {
    this.listener = listener;
  }

  @Override
  public String event() {
    return "jdk.ObjectAllocationSample";
  }

  @Override
  public Map<String, String> settings(Attention attention) {
    return Map.of("throttle", attention.allocationRate());
  }

  @Override
  public void accept(RecordedEvent event) {
    @Nullable SampledThread thread = SampledThread.of(event, "eventThread");
    if (thread != null && !CodePlace.isOfRein(event.getStackTrace())) {
      listener.allocated(thread.id(), thread.virtual(), site(event), event.getLong("weight"));
    }
  }

  /** What has no stack to be found still counts. */
  private static String site(RecordedEvent event) {
    @Nullable RecordedClass type = event.getClass("objectClass");
    @Nullable CodePlace place = CodePlace.of(event.getStackTrace());
    return (type == null ? "?" : TypeNames.ofClass(type.getName()))
        + " at "
        + (place == null ? "?" : place.host());
  }
}
