package dev.rein.agent.sample.host;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the machine, or the container, and at the JVM's process. To be made and used on one
 * thread of Rein's: the first look loads OSHI.
 */
public final class HostSampler {
  private final Path process;
  private final KernelFiles files = new KernelFiles();
  private final Problems problems;
  private final @Nullable PlatformBean bean;
  private final Machine machine;
  private final Cgroup cgroup;
  private final boolean isLinux;
  private long cpuNanosBefore = HostSample.UNKNOWN;

  HostSampler(
      Path process,
      boolean isLinux,
      NanoClock clock,
      Consumer<String> problems,
      Consumer<Runnable> loading) {
    this.process = process;
    this.isLinux = isLinux;
    this.problems = new Problems(problems);
    this.bean = PlatformBean.find();
    this.machine = new Machine(bean, this.problems, isLinux, loading);
    Path online = Path.of("/sys/devices/system/cpu/online");
    this.cgroup = new Cgroup(process, online, clock, this.problems, files);
  }

  /**
   * A sampler of this host.
   *
   * @param problems is told of each source that fails, once, in words for people
   * @param loading runs the loading of OSHI it is given, and undoes that OSHI then looks at the
   *     JVM's default time zone
   */
  public static HostSampler create(Consumer<String> problems, Consumer<Runnable> loading) {
    boolean isLinux = System.getProperty("os.name", "").startsWith("Linux");
    return new HostSampler(Path.of("/proc/self"), isLinux, NanoClock.SYSTEM, problems, loading);
  }

  /** Looks at everything once; never throws for a source that fails. */
  public HostSample sample() {
    if (isLinux) {
      cgroup.refresh();
    }
    double share = cgroup.hasQuota() ? cgroup.cpuShare() : machine.cpuShare();
    Memory memory = cgroup.memory();
    if (memory == null) {
      memory = machine.memory();
    }
    return new HostSample(
        // A quota lets a little more pass than it says.
        Math.min(1, Math.max(0, share)),
        memory == null ? HostSample.UNKNOWN : memory.used(),
        memory == null ? HostSample.UNKNOWN : memory.total(),
        processCpuNanos(),
        processRss(),
        Math.min(cgroup.quota(), Runtime.getRuntime().availableProcessors()));
  }

  /**
   * What the kernel has summed up, also of threads that have ended, rounded down to its ticks of 10
   * ms; nothing is lost from one look to the next.
   */
  private long processCpuNanos() {
    long nanos = bean == null ? HostSample.UNKNOWN : bean.processCpuNanos();
    if (nanos < 0) {
      nanos =
          ProcessHandle.current()
              .info()
              .totalCpuDuration()
              .map(Duration::toNanos)
              .orElse(HostSample.UNKNOWN);
    }
    cpuNanosBefore = Math.max(cpuNanosBefore, nanos);
    return cpuNanosBefore;
  }

  private long processRss() {
    if (!isLinux) {
      return HostSample.UNKNOWN;
    }
    try {
      return files.value(process.resolve("status"), "VmRSS") * 1024;
    } catch (IOException e) {
      problems.report("the memory of the process", e);
      return HostSample.UNKNOWN;
    }
  }
}
