package dev.rein.agent.sample.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the cgroups of a process lie, by its files {@code cgroup} and {@code mountinfo} in {@code
 * /proc}: version 1, version 2, and both side by side, where a controller is in one of them.
 */
final class CgroupFolders {
  private final List<String> groups;
  private final List<String> mounts;

  private CgroupFolders(List<String> groups, List<String> mounts) {
    this.groups = groups;
    this.mounts = mounts;
  }

  /**
   * A process's own group for a controller.
   *
   * @param top where the hierarchy is mounted, which in a container may be the container's group
   * @param own in or below it
   */
  record Group(Path top, Path own, boolean isVersion2) {
    /** From the process's own group up to the top. A limit on any of them holds. */
    List<Path> toTheTop() {
      List<Path> folders = new ArrayList<>();
      for (Path at = own; at != null && at.startsWith(top); at = at.getParent()) {
        folders.add(at);
      }
      return folders;
    }
  }

  /**
   * Reads the two files.
   *
   * @param process the folder of the process in {@code /proc}
   */
  static CgroupFolders of(Path process) throws IOException {
    return new CgroupFolders(
        Files.readAllLines(process.resolve("cgroup")),
        Files.readAllLines(process.resolve("mountinfo")));
  }

  /** The group for a controller, as version 1 names it; null where it is not mounted. */
  @Nullable Group find(String controller) {
    Group unified = null;
    for (String line : groups) {
      // Number, controllers separated by commas, path.
      String[] parts = line.split(":", 3);
      if (parts.length < 3) {
        continue;
      }
      if (Arrays.asList(parts[1].split(",", -1)).contains(controller)) {
        return locate(parts[2], controller);
      }
      if (parts[0].equals("0") && parts[1].isEmpty()) {
        unified = locate(parts[2], null);
      }
    }
    return unified;
  }

  private @Nullable Group locate(String path, @Nullable String controller) {
    for (String line : mounts) {
      // id parent device root mount-point options [optional …] - type source super-options
      int dash = line.indexOf(" - ");
      String[] left = line.split(" ", -1);
      String[] right = dash < 0 ? new String[0] : line.substring(dash + 3).split(" ", -1);
      if (left.length < 6 || right.length < 3 || !is(right, controller)) {
        continue;
      }
      Path top = Path.of(unescape(left[4]));
      Path own = top.resolve(below(unescape(left[3]), path)).normalize();
      return new Group(top, Files.isDirectory(own) ? own : top, controller == null);
    }
    return null;
  }

  private static boolean is(String[] mount, @Nullable String controller) {
    return controller == null
        ? mount[0].equals("cgroup2")
        : mount[0].equals("cgroup") && Arrays.asList(mount[2].split(",", -1)).contains(controller);
  }

  /** The path below what is mounted; the mount itself where the group lies outside of it. */
  private static String below(String root, String path) {
    if (root.equals("/")) {
      return path.startsWith("/..") ? "" : path.substring(1);
    }
    return path.startsWith(root + "/") ? path.substring(root.length() + 1) : "";
  }

  /** Spaces and the like are octal in mountinfo. */
  private static String unescape(String text) {
    return text.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
  }
}
