package dev.rein.agent.sample.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A folder with the kernel's files about cgroups, of a machine with four processors and 1 GB. */
final class CgroupFixture {
  final List<String> problems = new ArrayList<>();
  private final Path folder;
  private final StringBuilder groups = new StringBuilder();
  private final StringBuilder mounts = new StringBuilder();
  private long nanos = 1_000;

  CgroupFixture(Path folder) throws IOException {
    this.folder = folder;
    write("proc/meminfo", "MemTotal:        1048576 kB\nMemFree:  100 kB\n");
    write("cpu/online", "0-2,7\n");
    mount("tmpfs", "/", "sys/fs/cgroup", "rw");
  }

  /** A line of {@code /proc/self/cgroup}. */
  CgroupFixture in(String line) {
    groups.append(line).append('\n');
    return this;
  }

  /** A line of {@code /proc/self/mountinfo}. */
  CgroupFixture mount(String type, String root, String at, String options) {
    mounts
        .append("31 23 0:28 ")
        .append(root)
        .append(' ')
        .append(folder.resolve(at))
        .append(" rw,relatime shared:9 - ")
        .append(String.join(" ", type, type, options))
        .append('\n');
    return this;
  }

  CgroupFixture write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    return this;
  }

  void pass(Duration time) {
    nanos += time.toNanos();
  }

  Cgroup open() throws IOException {
    write("proc/self/cgroup", groups.toString());
    write("proc/self/mountinfo", mounts.toString());
    Cgroup cgroup =
        new Cgroup(
            folder.resolve("proc/self"),
            folder.resolve("cpu/online"),
            () -> nanos,
            new Problems(problems::add),
            new KernelFiles());
    cgroup.refresh();
    return cgroup;
  }
}
