package dev.rein.agent.view;

import java.util.Set;

/** Names of what Rein measures from time to time, as they are in ledgers. */
public final class Measured {
  public static final String CPU_TIME = "cpu.time";
  public static final String CPU_TIME_ESTIMATED = "cpu.time.estimated";
  public static final String CPU_SHARE = "cpu.share";
  public static final String ALLOCATED = "memory.allocated";
  public static final String ALLOCATED_ESTIMATED = "memory.allocated.estimated";
  public static final String HEAP = "memory.heap";
  public static final String HEAP_LIVE = "memory.heap.live";
  public static final String RSS = "memory.rss";
  public static final String GC_PAUSE = "gc.pause";
  public static final String PROCESSES_LIVE = "processes.live";
  public static final String PROCESSES_CPU = "processes.cpu";
  public static final String PROCESSES_RSS = "processes.rss";
  public static final String HOST_CPU = "host.cpu";
  public static final String HOST_MEMORY = "host.memory";
  public static final String DISK_FREE = "disk.free";
  public static final String REIN_CPU = "rein.cpu";
  public static final String REIN_ALLOCATED = "rein.allocated";
  public static final String REIN_LAG = "rein.lag";

  private static final Set<String> IN_SUMMARY =
      Set.of(
          CPU_TIME,
          CPU_TIME_ESTIMATED,
          CPU_SHARE,
          ALLOCATED,
          ALLOCATED_ESTIMATED,
          HEAP,
          HEAP_LIVE,
          RSS,
          GC_PAUSE,
          PROCESSES_LIVE,
          PROCESSES_CPU,
          PROCESSES_RSS,
          HOST_CPU,
          HOST_MEMORY,
          DISK_FREE,
          REIN_CPU,
          REIN_ALLOCATED,
          REIN_LAG);

  private static final Set<String> OF_JVM = Set.of(GC_PAUSE, REIN_CPU, REIN_ALLOCATED);

  private Measured() {}

  /** True for what {@link SummaryText} tells, so that nobody reads it twice. */
  public static boolean isInSummary(String resource) {
    return IN_SUMMARY.contains(resource);
  }

  /** True for what adds up, but has no part that could be an agent's. */
  public static boolean isOfJvm(String resource) {
    return OF_JVM.contains(resource);
  }

  /** True for a part of another resource that says how sure that one is. */
  public static boolean isEstimate(String resource) {
    return resource.equals(CPU_TIME_ESTIMATED) || resource.equals(ALLOCATED_ESTIMATED);
  }

  /** True for that of which it is told how it went of late. */
  public static boolean hasTrend(String resource) {
    return resource.equals(CPU_TIME) || resource.equals(ALLOCATED);
  }
}
