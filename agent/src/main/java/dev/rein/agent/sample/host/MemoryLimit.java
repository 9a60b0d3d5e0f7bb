package dev.rein.agent.sample.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The memory that a cgroup may use, and its working set: what it uses without the pages of files
 * that nobody has looked at lately, which the kernel takes back before it kills. So the kubelet
 * computes what it evicts by (cAdvisor, {@code container/libcontainer/handler.go}, {@code
 * setMemoryStats}: usage less {@code inactive_file}, not below 0).
 */
final class MemoryLimit {
  private final long limit;
  private final Path usage;
  private final Path statistics;
  private final String inactive;

  private MemoryLimit(Path group, long limit, boolean isVersion2) {
    this.limit = limit;
    this.usage = group.resolve(isVersion2 ? "memory.current" : "memory.usage_in_bytes");
    this.statistics = group.resolve("memory.stat");
    this.inactive = isVersion2 ? "inactive_file" : "total_inactive_file";
  }

  /** The limit that a group's folder has; one of {@link Long#MAX_VALUE} is none. */
  static MemoryLimit of(Path group, boolean isVersion2, KernelFiles files) throws IOException {
    Path file = group.resolve(isVersion2 ? "memory.max" : "memory.limit_in_bytes");
    boolean limited = Files.exists(file) && !Files.readString(file).startsWith("max");
    return new MemoryLimit(group, limited ? files.number(file) : Long.MAX_VALUE, isVersion2);
  }

  long limit() {
    return limit;
  }

  Memory use(KernelFiles files) throws IOException {
    long used = files.number(usage);
    return new Memory(Math.max(0, used - files.value(statistics, inactive)), limit);
  }
}
