package dev.rein.agent;

import dev.rein.agent.config.SamplingMode;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Resource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the limits of a policy that cannot hold because {@code rein.sampling} has what they bound
 * not measured: whoever wrote them would believe that they hold.
 */
final class Unmeasured {
  /** What nobody but the Flight Recorder tells. */
  private static final Set<Resource> RECORDED =
      Set.of(Resource.GC_PAUSE, Resource.MEMORY_HEAP_LIVE, Resource.THREADS_PEAK);

  private Unmeasured() {}

  /**
   * A line about them, or null when there are none.
   *
   * @param sampling what is measured
   */
  static @Nullable String remark(Policy policy, SamplingMode sampling) {
    List<Limit> limits =
        all(policy).filter(limit -> !isMeasured(limit, sampling)).distinct().toList();
    return limits.isEmpty()
        ? null
        : "with rein.sampling="
            + sampling.word()
            + " nobody measures what these limits are about, so they do not hold: "
            + limits.stream()
                .map(limit -> limit.resource() + " (" + limit.origin() + ")")
                .collect(Collectors.joining(", "));
  }

  private static Stream<Limit> all(Policy policy) {
    Stream<Limit> ofAgents =
        policy.agents().stream().map(AgentPolicy::account).flatMap(one -> one.limits().stream());
    return Stream.of(policy.jvm().limits().stream(), policy.defaults().limits().stream(), ofAgents)
        .flatMap(limits -> limits);
  }

  private static boolean isMeasured(Limit limit, SamplingMode sampling) {
    Resource resource = limit.resource();
    return switch (sampling) {
      case FULL, CPU_TIME -> true;
      case COUNTERS -> !RECORDED.contains(resource);
      case OFF ->
          !resource.isMeasured()
              // The governor keeps this time itself.
              || resource.equals(Resource.TIME_SINCE_DELIVERABLE)
              || (resource.equals(Resource.DISK_FREE) && isAskedForByCalls(limit));
    };
  }

  /** Calls that write look at the volume themselves. */
  private static boolean isAskedForByCalls(Limit limit) {
    return limit.then() == Action.DENY || limit.then() == Action.THROTTLE;
  }
}
