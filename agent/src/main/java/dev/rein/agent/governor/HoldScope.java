package dev.rein.agent.governor;

import dev.rein.api.Resource;
import java.util.Set;

/** What of an account is held up while a gauge of its own is past a threshold. */
enum HoldScope {
  /** Every counted call: nobody can tell which of them drives the gauge. */
  ALL_CALLS,
  /** What begins anew; what has begun goes on, for only its end takes the load away. */
  NEW_WORK,
  /** Nothing at the account's gates: whoever uses the resource looks for himself. */
  NOTHING;

  private static final Set<Resource> LOADS =
      Set.of(
          Resource.CPU_SHARE,
          Resource.HOST_CPU,
          Resource.HOST_MEMORY,
          Resource.MEMORY_HEAP,
          Resource.MEMORY_HEAP_LIVE,
          Resource.MEMORY_RSS,
          Resource.PROCESSES_RSS);

  static HoldScope of(Resource resource) {
    if (resource.equals(Resource.DISK_FREE) || ProviderLimits.GAUGES.contains(resource)) {
      return NOTHING;
    }
    return LOADS.contains(resource) ? NEW_WORK : ALL_CALLS;
  }
}
