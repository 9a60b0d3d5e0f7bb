package dev.rein.agent.sample.host;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** The JDK's own view of the machine, where there is the module {@code jdk.management}. */
final class PlatformBean implements MachineSource {
  private final OperatingSystemMXBean bean;

  private PlatformBean(OperatingSystemMXBean bean) {
    this.bean = bean;
  }

  /** Null in an image without the module. */
  static @Nullable PlatformBean find() {
    try {
      return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean bean
          ? new PlatformBean(bean)
          : null;
    } catch (NoClassDefFoundError noModule) {
      return null;
    }
  }

  /** Negative where the system does not say. */
  long processCpuNanos() {
    return bean.getProcessCpuTime();
  }

  /** Of all processors, what was busy since the look before; NaN where not known. */
  @Override
  public double cpuShare() {
    double share = bean.getCpuLoad();
    return share < 0 ? Double.NaN : share;
  }

  /** What is not free; so caches of the system count as used. */
  @Override
  public Memory memory() {
    long total = bean.getTotalMemorySize();
    return new Memory(total - bean.getFreeMemorySize(), total);
  }
}
