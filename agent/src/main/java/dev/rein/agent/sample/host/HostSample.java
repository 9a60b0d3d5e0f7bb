package dev.rein.agent.sample.host;

/**
 * What one look at the host gave. In a container with limits, CPU share and memory are the
 * container's. What is not known is {@link Double#NaN} or {@link #UNKNOWN}.
 *
 * @param cpuShare CPU in use since the look before, 0 to 1; NaN at the first look
 * @param memoryUsed bytes that programs hold, without what the kernel can take back at once
 * @param memoryTotal bytes that there are
 * @param processCpuNanos CPU time of the JVM's process since its start, of all its threads; never
 *     less than before
 * @param processRss bytes the JVM's process has in RAM
 * @param processors processors the JVM may use; with a quota not always a whole number
 */
public record HostSample(
    double cpuShare,
    long memoryUsed,
    long memoryTotal,
    long processCpuNanos,
    long processRss,
    double processors) {

  /** An amount that could not be read. */
  public static final long UNKNOWN = -1;

  /** Of the memory, how much is used, 0 to 1; NaN when not known. */
  public double memoryShare() {
    return memoryUsed < 0 || memoryTotal <= 0
        ? Double.NaN
        : Math.min(1, (double) memoryUsed / memoryTotal);
  }
}
