package dev.rein.agent.sample;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * CPU time and allocated bytes of platform threads, as the JVM counts them. Any thread. The JVM
 * knows nothing of virtual ones.
 */
public final class ThreadCounters {
  private final ThreadMXBean bean;

  private ThreadCounters(ThreadMXBean bean) {
    this.bean = bean;
  }

  /**
   * Takes about 25 ms, so not for the host's main thread.
   *
   * @param problems takes a line when this JVM cannot tell
   * @return null then
   */
  public static @Nullable ThreadCounters create(Consumer<String> problems) {
    try {
      if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean
          && bean.isThreadCpuTimeSupported()
          && bean.isThreadAllocatedMemorySupported()) {
        bean.setThreadCpuTimeEnabled(true);
        bean.setThreadAllocatedMemoryEnabled(true);
        return new ThreadCounters(bean);
      }
      problems.accept("this JVM does not count the CPU time of threads: agents have none");
    } catch (LinkageError | RuntimeException absent) {
      problems.accept(
          "no CPU time of agents without the JDK's module jdk.management; add it with --add-modules"
              + " to jlink or java ("
              + absent
              + ")");
    }
    return null;
  }

  /** Of the calling thread, since its start, in nanoseconds. Costs half a microsecond. */
  public long currentCpuNanos() {
    return bean.getCurrentThreadCpuTime();
  }

  /** Of the calling thread, since its start. */
  public long currentAllocated() {
    return bean.getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  /** Of each thread, since its start, in nanoseconds; -1 for one that has ended. */
  public long[] cpuNanos(long[] threads) {
    return threads.length == 0 ? threads : bean.getThreadCpuTime(threads);
  }

  /** Of each thread, since its start, in bytes; -1 for one that has ended. */
  public long[] allocated(long[] threads) {
    return threads.length == 0 ? threads : bean.getThreadAllocatedBytes(threads);
  }
}
