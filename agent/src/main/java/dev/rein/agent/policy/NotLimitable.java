package dev.rein.agent.policy;

import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/** The resources that Rein meters for people to see and that no policy can limit. */
final class NotLimitable {
  private NotLimitable() {}

  /** Why not, and what to do instead; null of one that can be limited. */
  static @Nullable String reason(Resource resource) {
    if (resource.equals(Resource.CPU_TIME_ESTIMATED)) {
      return partOf(Resource.CPU_TIME);
    } else if (resource.equals(Resource.MEMORY_ALLOCATED_ESTIMATED)) {
      return partOf(Resource.MEMORY_ALLOCATED);
    } else if (resource.equals(Resource.THREADS_PEAK)) {
      return "it never goes down; use " + Resource.THREADS_LIVE;
    } else if (resource.name().startsWith("rein.")) {
      return "it is what Rein itself uses, and the program cannot use less of that; remove it";
    }
    return null;
  }

  private static String partOf(Resource whole) {
    return "it is a part of " + whole + "; use that";
  }
}
