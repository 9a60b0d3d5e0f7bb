package dev.rein.agent.sample.jfr;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The events Rein listens to. */
final class EventHandlers {
  private EventHandlers() {}

  private static final String CPU_TIME = "jdk.CPUTimeSample";

  /**
   * One handler for each event that this JDK has.
   *
   * <p>{@code jdk.CPUTimeSample} of JDK 25 takes the place of {@code jdk.ExecutionSample} only
   * where it is asked for. It is experimental, and interrupts threads by a signal: JVMs ended with
   * "Not all the bytes got written" in the flight recorder itself (DataDog/dd-trace-java #11749,
   * JDK 25.0.2 and 26).
   *
   * @param known the events that this JDK has
   * @param byCpuTime whether methods are sampled by CPU time where that is possible
   */
  static List<EventHandler> of(Set<String> known, JfrListener listener, boolean byCpuTime) {
    MethodSampleHandler methods =
        byCpuTime && known.contains(CPU_TIME)
            ? new MethodSampleHandler(
                listener, CPU_TIME, "eventThread", "throttle", Attention::cpuTimeRate)
            : new MethodSampleHandler(
                listener,
                "jdk.ExecutionSample",
                "sampledThread",
                "period",
                Attention::samplePeriod);
    return Stream.of(
            new CpuLoadHandler(listener),
            new ThreadCpuHandler(listener),
            methods,
            new AllocationSampleHandler(listener),
            new GcPauseHandler(listener),
            new HeapAfterGcHandler(listener),
            new ThreadStatisticsHandler(listener))
        .filter(handler -> known.contains(handler.event()))
        .toList();
  }
}
