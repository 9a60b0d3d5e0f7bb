package dev.rein.agent.sample.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Groups of this machine's own cgroups, made for a test, with a quota and a memory limit. */
final class RealCgroups implements AutoCloseable {
  private final Set<Path> groups = new LinkedHashSet<>();

  private RealCgroups() {}

  static RealCgroups create(String name, String cpuMicros, long memoryBytes) throws IOException {
    RealCgroups made = new RealCgroups();
    try {
      CgroupFolders folders = CgroupFolders.of(Path.of("/proc/self"));
      for (String controller : List.of("cpu", "cpuacct", "memory")) {
        made.make(folders.find(controller), controller, name);
      }
      for (Path group : made.groups) {
        writeIfThere(group.resolve("cpu.cfs_quota_us"), cpuMicros);
        writeIfThere(group.resolve("cpu.max"), cpuMicros + " 100000");
        writeIfThere(group.resolve("memory.limit_in_bytes"), Long.toString(memoryBytes));
        writeIfThere(group.resolve("memory.max"), Long.toString(memoryBytes));
      }
      return made;
    } catch (IOException e) {
      made.close();
      throw e;
    }
  }

  private void make(CgroupFolders.@Nullable Group own, String controller, String name)
      throws IOException {
    if (own == null) {
      throw new IOException("no cgroups for " + controller);
    }
    Path group = own.top().resolve(name);
    if (!groups.contains(group)) {
      Files.createDirectory(group);
      groups.add(group);
    }
    if (own.isVersion2() && !Files.exists(group.resolve(controller + ".max"))) {
      throw new IOException(own.top() + " hands on no controller " + controller);
    }
  }

  private static void writeIfThere(Path file, String text) throws IOException {
    if (Files.exists(file)) {
      Files.writeString(file, text);
    }
  }

  /** The command, as what runs in the groups from its start. */
  List<String> around(List<String> command) {
    String enter =
        groups.stream()
            .map(group -> "echo $$ > " + group.resolve("cgroup.procs") + " && ")
            .collect(Collectors.joining());
    List<String> words = new ArrayList<>(List.of("sh", "-c", enter + "exec \"$@\"", "sh"));
    words.addAll(command);
    return words;
  }

  /** Once no process is in them any more. */
  @Override
  public void close() throws IOException {
    for (Path group : groups) {
      Files.deleteIfExists(group);
    }
  }
}
