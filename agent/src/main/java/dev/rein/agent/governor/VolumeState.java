package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import java.util.Collection;
import java.util.IdentityHashMap;

/** How one volume stands to the thresholds that accounts have on the room left. Any thread. */
final class VolumeState {
  private final WaitingRoom room;

  /** By the accounts' own, which go by the volume with the least room; each is looked at apart. */
  private final IdentityHashMap<ThresholdState, Watch> watches = new IdentityHashMap<>();

  private static final class Watch {
    private final ThresholdState state;
    private boolean told;

    Watch(ThresholdState state) {
      this.state = state;
    }
  }

  VolumeState(NanoClock clock) {
    this.room = new WaitingRoom(clock);
  }

  /** Where calls wait until there is room on the volume. */
  WaitingRoom room() {
    return room;
  }

  /** Compares the room with all thresholds there are; true when one holds. */
  synchronized boolean look(Collection<ThresholdState> thresholds, int percentFree, long now) {
    boolean holds = false;
    if (watches.size() > thresholds.size()) {
      watches.keySet().retainAll(thresholds);
    }
    for (ThresholdState threshold : thresholds) {
      Limit.Threshold limit = (Limit.Threshold) threshold.limit();
      Watch watch = watches.get(threshold);
      if (watch == null || !watch.state.limit().equals(limit)) {
        watch = new Watch(new ThresholdState(limit, true));
        watches.put(threshold, watch);
      }
      ThresholdState.Change unused = watch.state.look(percentFree, now);
      boolean held = watch.state.phase() == Phase.INTERVENTION;
      watch.told &= held;
      holds |= held;
    }
    return holds;
  }

  /** Whether a threshold holds what would need more room. */
  synchronized boolean isHeldBy(ThresholdState threshold) {
    Watch watch = watches.get(threshold);
    return watch != null && watch.state.phase() == Phase.INTERVENTION;
  }

  /** True for the first call that a threshold holds since there was room. */
  synchronized boolean isFirst(ThresholdState threshold) {
    Watch watch = watches.get(threshold);
    boolean first = watch != null && !watch.told;
    if (watch != null) {
      watch.told = true;
    }
    return first;
  }
}
