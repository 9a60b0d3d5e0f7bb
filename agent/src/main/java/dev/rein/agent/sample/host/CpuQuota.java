package dev.rein.agent.sample.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processors that a cgroup may use, and how much of them it has used since the look before.
 *
 * <p>Version 1 has quota and period in {@code cpu.cfs_quota_us} and {@code cpu.cfs_period_us} and
 * the time used, in nanoseconds, in {@code cpuacct.usage}, often of another hierarchy; version 2
 * has {@code cpu.max} and, in microseconds, {@code usage_usec} of {@code cpu.stat}.
 */
final class CpuQuota {
  private final double processors;
  private final Path usage;
  private final boolean isVersion2;
  private long usedBefore = -1;
  private long nanosBefore;

  CpuQuota(double processors, Path usage, boolean isVersion2) {
    this.processors = processors;
    this.usage = usage;
    this.isVersion2 = isVersion2;
  }

  /** How many processors a group's folder allows; infinite without a quota. */
  static double processors(Path group, boolean isVersion2) throws IOException {
    if (isVersion2) {
      String[] max = read(group.resolve("cpu.max"), "max").split(" ", 2);
      return max[0].equals("max")
          ? Double.POSITIVE_INFINITY
          : ratio(max[0], max.length < 2 ? "" : max[1]);
    }
    String quota = read(group.resolve("cpu.cfs_quota_us"), "-1");
    return quota.startsWith("-")
        ? Double.POSITIVE_INFINITY
        : ratio(quota, read(group.resolve("cpu.cfs_period_us"), ""));
  }

  /** The top group of a hierarchy has no such file. */
  private static String read(Path file, String otherwise) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException noLimit) {
      return otherwise;
    }
  }

  private static double ratio(String quota, String period) throws IOException {
    try {
      double processors = Double.parseDouble(quota) / Double.parseDouble(period);
      if (processors > 0) {
        return processors;
      }
    } catch (NumberFormatException reportedBelow) {
      // As a quota of nothing.
    }
    throw new IOException("no CPU quota: " + quota + " of " + period);
  }

  /** Whether this and the other are the same quota of the same group. */
  boolean isLike(CpuQuota other) {
    return processors == other.processors && usage.equals(other.usage);
  }

  boolean isMeasured() {
    return Files.isReadable(usage);
  }

  /** Of what the quota allowed since the look before; NaN at the first. */
  double share(KernelFiles files, long now) throws IOException {
    long used = isVersion2 ? files.value(usage, "usage_usec") * 1_000 : files.number(usage);
    double share =
        usedBefore < 0 || now <= nanosBefore
            ? Double.NaN
            : (used - usedBefore) / ((now - nanosBefore) * processors);
    usedBefore = used;
    nanosBefore = now;
    return share;
  }

  @Override
  public String toString() {
    return usage.toString();
  }
}
