package dev.rein.agent.sample.host;

import java.util.Arrays;
import java.util.function.Consumer;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.common.platform.linux.LinuxGlobalMemory;
import oshi.util.GlobalConfig;
import oshi.util.driver.linux.proc.CpuStat;

/**
 * CPU and memory of a Linux machine by OSHI, without its native part. OSHI's {@code SystemInfo}
 * would start {@code getconf} in the host and load twice the classes, for facts nobody asks for, so
 * these are the two objects below it that read {@code /proc/stat} and {@code /proc/meminfo}.
 */
final class OshiMachine implements MachineSource {
  /** Only {@code getPageSize} gives it back, which is not asked. */
  private static final long PAGE_SIZE = 4096;

  private final GlobalMemory memory;
  private long[] ticksBefore = new long[0];
  private double share = Double.NaN;

  private OshiMachine() {
    GlobalConfig.clear();
    memory = new LinuxGlobalMemory(PAGE_SIZE);
    // So that every class is loaded now.
    memory();
    CpuStat.getSystemCpuLoadTicks();
  }

  /**
   * Loads OSHI. Its settings come from properties, environment and class path of the host, who may
   * use an OSHI of his own: Rein's asks Rein's loader for them first, and forgets them.
   *
   * @param loading runs what it is given, and undoes what that changes in the JVM: OSHI looks at
   *     the default time zone
   */
  static OshiMachine load(Consumer<Runnable> loading) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(OshiMachine.class.getClassLoader());
    try {
      OshiMachine[] made = new OshiMachine[1];
      loading.accept(() -> made[0] = new OshiMachine());
      return made[0];
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /**
   * Of all processors, what was busy since the look before; NaN at the first. Time that a
   * hypervisor gave to others counts as busy, waiting for a disk as idle.
   */
  @Override
  public double cpuShare() {
    long[] ticks = CpuStat.getSystemCpuLoadTicks();
    long total = Arrays.stream(ticks).sum();
    if (total == 0) {
      throw new IllegalStateException("OSHI reads no CPU ticks");
    }
    if (ticksBefore.length == ticks.length) {
      long passed = total - Arrays.stream(ticksBefore).sum();
      long idle = idle(ticks) - idle(ticksBefore);
      // Two looks within one tick say nothing new.
      share = passed > 0 ? (double) (passed - idle) / passed : share;
    }
    ticksBefore = ticks;
    return share;
  }

  private static long idle(long[] ticks) {
    return ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()];
  }

  /** What programs hold: all there is less what the kernel calls available. */
  @Override
  public Memory memory() {
    long total = memory.getTotal();
    if (total == 0) {
      throw new IllegalStateException("OSHI reads no memory");
    }
    return new Memory(total - memory.getAvailable(), total);
  }
}
