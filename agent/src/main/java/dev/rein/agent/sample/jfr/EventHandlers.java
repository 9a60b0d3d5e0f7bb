package dev.rein.agent.sample.jfr;

import java.util.List;
import java.util.Set;

/** The events Rein listens to. */
final class EventHandlers {
  private EventHandlers() {}

  /**
   * One handler for each event.
   *
   * <p>{@code jdk.CPUTimeSample} of JDK 25 is not among them. It is experimental, and interrupts
   * threads by a signal: JVMs ended with "Not all the bytes got written" in the flight recorder
   * itself (DataDog/dd-trace-java #11749, JDK 25.0.2 and 26). docs/sampling.md says what that
   * costs.
   */
  static List<EventHandler> all(JfrListener listener) {
    return List.of(
        new CpuLoadHandler(listener),
        new ThreadCpuHandler(listener),
        new ExecutionSampleHandler(listener),
        new AllocationSampleHandler(listener),
        new GcPauseHandler(listener),
        new HeapAfterGcHandler(listener),
        new ThreadStatisticsHandler(listener));
  }

  /** Those whose event this JDK has. */
  static List<EventHandler> of(Set<String> known, JfrListener listener) {
    return all(listener).stream().filter(handler -> known.contains(handler.event())).toList();
  }
}
