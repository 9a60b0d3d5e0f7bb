package dev.rein.agent.sample.host;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the container a process is in: those of its own cgroup and of each above that can
 * be seen. Where several have one, the fullest counts. Limits are read again every minute, for they
 * can be changed while the container runs.
 */
final class Cgroup {
  private static final long REREAD_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Path process;
  private final Path online;
  private final NanoClock clock;
  private final Problems problems;
  private final KernelFiles files;
  private List<CpuQuota> quotas = List.of();
  private List<MemoryLimit> limits = List.of();
  private double quota = Double.POSITIVE_INFINITY;
  private long nextRead;

  /**
   * The cgroups of a process.
   *
   * @param process its folder in {@code /proc}
   * @param online the file that lists the processors at work, {@code cpu/online} of {@code /sys}
   */
  Cgroup(Path process, Path online, NanoClock clock, Problems problems, KernelFiles files) {
    this.process = process;
    this.online = online;
    this.clock = clock;
    this.problems = problems;
    this.files = files;
    this.nextRead = clock.nanos();
  }

  /** Reads the limits again when it is time to. */
  void refresh() {
    long now = clock.nanos();
    if (now - nextRead < 0) {
      return;
    }
    nextRead = now + REREAD_NANOS;
    try {
      CgroupFolders folders = CgroupFolders.of(process);
      readQuotas(folders);
      readLimits(folders);
    } catch (NoSuchFileException noCgroups) {
      // A kernel without them, then, or another system.
    } catch (IOException | RuntimeException e) {
      problems.report("the cgroup of the process", e);
    }
  }

  private void readQuotas(CgroupFolders folders) {
    List<CpuQuota> found = new ArrayList<>();
    quota = Double.POSITIVE_INFINITY;
    try {
      CgroupFolders.Group group = folders.find("cpu");
      CgroupFolders.Group usage = folders.find("cpuacct");
      if (group != null && usage != null) {
        addQuotas(group, usage, found);
      }
    } catch (IOException e) {
      problems.report("the CPU quota of the cgroup", e);
    }
    quotas = found;
  }

  private void addQuotas(CgroupFolders.Group group, CgroupFolders.Group usage, List<CpuQuota> found)
      throws IOException {
    double machine = onlineProcessors();
    for (Path folder : group.toTheTop()) {
      double processors = CpuQuota.processors(folder, group.isVersion2());
      // A quota of more than there is holds nobody back.
      if (processors < machine) {
        quota = Math.min(quota, processors);
        CpuQuota measured = known(quota(processors, group, folder, usage));
        if (measured.isMeasured()) {
          found.add(measured);
        } else {
          problems.report("the CPU time of the cgroup", measured + " is missing");
        }
      }
    }
  }

  /** Infinite where the system does not say. */
  private double onlineProcessors() {
    try {
      return ProcessorList.count(Files.readString(online));
    } catch (IOException | NumberFormatException unknown) {
      return Double.POSITIVE_INFINITY;
    }
  }

  private static CpuQuota quota(
      double processors, CgroupFolders.Group group, Path folder, CgroupFolders.Group usage) {
    if (group.isVersion2()) {
      return new CpuQuota(processors, folder.resolve("cpu.stat"), true);
    }
    // The group of the same name, should the hierarchies not be one.
    Path counted = usage.top().resolve(group.top().relativize(folder));
    return new CpuQuota(processors, counted.resolve("cpuacct.usage"), false);
  }

  /** The one there was, which knows what had been used. */
  private CpuQuota known(CpuQuota quota) {
    for (CpuQuota before : quotas) {
      if (quota.isLike(before)) {
        return before;
      }
    }
    return quota;
  }

  private void readLimits(CgroupFolders folders) {
    List<MemoryLimit> found = new ArrayList<>();
    try {
      CgroupFolders.Group group = folders.find("memory");
      if (group != null) {
        addLimits(group, found);
      }
    } catch (IOException e) {
      problems.report("the memory limit of the cgroup", e);
    }
    limits = found;
  }

  private void addLimits(CgroupFolders.Group group, List<MemoryLimit> found) throws IOException {
    long machine = files.value(process.resolveSibling("meminfo"), "MemTotal") * 1024;
    for (Path folder : group.toTheTop()) {
      MemoryLimit limit = MemoryLimit.of(folder, group.isVersion2(), files);
      // "No limit" is a huge number in version 1, and more than there is limits nothing.
      if (limit.limit() < machine) {
        found.add(limit);
      }
    }
  }

  /** Whether {@link #cpuShare} is to be asked. */
  boolean hasQuota() {
    return !quotas.isEmpty();
  }

  /** The smallest quota, in processors; infinite without one. */
  double quota() {
    return quota;
  }

  /** Of its quota, what the fullest group has used since the look before; NaN when not known. */
  double cpuShare() {
    double fullest = Double.NaN;
    long now = clock.nanos();
    for (CpuQuota quota : quotas) {
      try {
        double share = quota.share(files, now);
        fullest = Double.isNaN(fullest) ? share : Math.max(fullest, share);
      } catch (IOException e) {
        problems.report("the CPU time of the cgroup", e);
      }
    }
    return fullest;
  }

  /** The working set and the limit of the fullest group; null without a limit. */
  @Nullable Memory memory() {
    Memory fullest = null;
    for (MemoryLimit limit : limits) {
      try {
        Memory use = limit.use(files);
        if (fullest == null || use.share() > fullest.share()) {
          fullest = use;
        }
      } catch (IOException e) {
        problems.report("the memory of the cgroup", e);
      }
    }
    return fullest;
  }
}
