package dev.rein.agent.governor;

import dev.rein.api.Resource;

/** How much more could be used now; asked by who judges many calls at once. */
public final class Headroom {
  private Headroom() {}

  /**
   * The largest amount of each resource that all limits would let through in single calls now.
   *
   * @return 0 when the account, or one above it, is paused, held or ended; the largest long when
   *     nothing limits it
   */
  public static long of(AccountLimits account, Resource[] resources, Rules.Match match) {
    long room = Long.MAX_VALUE;
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (level.gate().isClosed()) {
        return 0;
      }
      for (Resource resource : resources) {
        room = Math.min(room, level.of(resource).headroom());
      }
    }
    for (ResourceLimits limits : match.limits()) {
      room = Math.min(room, limits.headroom());
    }
    return Math.max(0, room);
  }
}
