package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;

/**
 * The thresholds that slots meet where no policy has any on the same load: who asks for a slot asks
 * for admission control. They show in no account's phase, and nothing tells of them until a slot
 * waits. Looked at by one thread.
 */
final class SlotThresholds {
  static final int PERCENT = 85;
  static final Duration COOL_DOWN = Duration.ofSeconds(30);

  private static final int WARN_PERCENT = 68;

  private final AccountLimits jvm;
  private final AdmissionControl admission;
  private final PolicyEvents events;
  private final List<ResourceLimits> all;

  SlotThresholds(
      AccountLimits jvm, AdmissionControl admission, PolicyEvents events, NanoClock clock) {
    this.jvm = jvm;
    this.admission = admission;
    this.events = events;
    this.all =
        List.of(
            new ResourceLimits(jvm, Resource.HOST_CPU, clock),
            new ResourceLimits(jvm, Resource.HOST_MEMORY, clock));
  }

  /** Only where limits are held at all. */
  void apply(Policy policy) {
    for (ResourceLimits limits : all) {
      List<ThresholdState> before = limits.thresholds();
      Limit limit = limit(limits.resource());
      limits.apply(List.of(limit), policy.mode() == Mode.ENFORCE);
      for (ThresholdState gone : before) {
        if (!limits.thresholds().contains(gone)) {
          release(gone);
        }
      }
    }
  }

  private static Limit limit(Resource resource) {
    return new Limit.Threshold(
        resource,
        true,
        PERCENT,
        WARN_PERCENT,
        Duration.ZERO,
        COOL_DOWN,
        Action.THROTTLE,
        null,
        List.of(),
        "the default for slots");
  }

  void look(long now) {
    for (ResourceLimits limits : all) {
      for (ThresholdState state : limits.thresholds()) {
        switch (limits.look(state, limits.meter().used(), now)) {
          case PASSED -> {
            if (state.isEnforced()) {
              admission.hold(jvm, limits, state, true, now);
            }
          }
          case BACK -> release(state);
          case NONE -> admission.look(jvm, state, now);
          case NEARED, EASED -> {}
        }
      }
    }
  }

  private void release(ThresholdState state) {
    WorkHold hold = admission.release(jvm, state);
    if (hold != null && hold.hasHeld()) {
      long used = hold.limits().meter().used();
      events.atLimit(Kind.RESUMED, jvm.account(), state.limit(), state.max(), used, null);
    }
  }

  List<ResourceLimits> all() {
    return all;
  }
}
