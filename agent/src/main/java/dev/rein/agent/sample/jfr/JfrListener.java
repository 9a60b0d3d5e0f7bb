package dev.rein.agent.sample.jfr;

/**
 * Takes what the flight recorder has seen, about a second late, all of it on the thread that reads
 * the stream. Rein's own threads are never reported.
 */
public interface JfrListener {
  /**
   * What the JVM took of all processors, and what was taken of them altogether: from 0 to 1.
   *
   * @param jvmUser in the program
   * @param jvmSystem in the kernel, for the program
   * @param machineTotal by every process of the machine, this one included
   */
  void cpuLoad(double jvmUser, double jvmSystem, double machineTotal);

  /**
   * What a thread took of all processors since it was last told of, from 0 to 1; threads that have
   * hardly run are left out.
   */
  void threadCpu(long threadId, String name, double share);

  /**
   * A running thread was found in a method.
   *
   * @param threadId that of the virtual thread where there is one
   * @param method {@code package.Type.method} of the innermost frame; where that is the JDK's,
   *     followed by {@code by package.Type.method}, the first that is not
   */
  void methodSampled(long threadId, boolean virtual, String method);

  /**
   * A thread has allocated.
   *
   * @param threadId that of the virtual thread where there is one
   * @param site {@code type at package.Type.method}, the first frame outside the JDK
   * @param bytes how much this sample stands for: the sum over many is what was allocated
   */
  void allocated(long threadId, boolean virtual, String site, long bytes);

  /** All threads of the program stood still for the garbage collector. */
  void gcPause(long nanos);

  /** What of the heap was in use when a collection had ended. */
  void heapAfterGc(long usedBytes);

  /** How many platform threads live now, and the most that ever did at once. */
  void threads(long active, long peak);
}
