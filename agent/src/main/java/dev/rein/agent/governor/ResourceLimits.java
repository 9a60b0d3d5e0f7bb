package dev.rein.agent.governor;

import dev.rein.agent.account.Meter;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All limits on one resource of one account. {@link #bound} and {@link #nextMark} are read on every
 * call; all else changes under this object's lock, which is taken only when a mark is reached.
 */
final class ResourceLimits {
  private final AccountLimits owner;
  private final Resource resource;
  private final Meter meter;
  private final List<LimitState> states = new ArrayList<>();
  private volatile long bound;
  private volatile long nextMark;

  ResourceLimits(AccountLimits owner, Resource resource, Policy policy) {
    this.owner = owner;
    this.resource = resource;
    this.meter = owner.account().meter(resource);
    for (Limit limit : policy.jvm().limits()) {
      if (limit.resource() == resource) {
        states.add(new LimitState(limit, policy.mode() == Mode.ENFORCE));
      }
    }
    update();
  }

  AccountLimits owner() {
    return owner;
  }

  Resource resource() {
    return resource;
  }

  boolean isLimited() {
    return !states.isEmpty();
  }

  Meter meter() {
    return meter;
  }

  /** No more than so much may be in use. */
  long bound() {
    return bound;
  }

  /** From this amount on {@link #crossed} has something to tell. */
  long nextMark() {
    return nextMark;
  }

  /** Tells which marks the amount has reached since the last time. */
  void crossed(long used, @Nullable Object target, PolicyEvents events) {
    for (LimitState state : statesReachedBy(used)) {
      boolean passed = used > state.max();
      PolicyEvents.Kind kind =
          passed && state.limit().then() != Action.WARN
              ? PolicyEvents.Kind.OBSERVED
              : PolicyEvents.Kind.WARNED;
      events.atLimit(kind, owner.account(), state.limit(), used, target);
    }
  }

  private synchronized List<LimitState> statesReachedBy(long used) {
    List<LimitState> reached = new ArrayList<>();
    for (LimitState state : states) {
      if (used >= state.nextMark()) {
        boolean passed = used > state.max();
        state.moveTo(passed ? Phase.INTERVENTION : Phase.WARNING);
        reached.add(state);
      }
    }
    update();
    return reached;
  }

  /** The enforced limit that does not allow one more, or null when all do by now. */
  synchronized @Nullable LimitState exhausted() {
    LimitState tightest = null;
    for (LimitState state : states) {
      if (state.isEnforced() && (tightest == null || state.max() < tightest.max())) {
        tightest = state;
      }
    }
    if (tightest == null || meter.used() < tightest.max()) {
      return null;
    }
    tightest.moveTo(Phase.INTERVENTION);
    update();
    return tightest;
  }

  /** Gives every limit that is used up once more, and tells which. */
  synchronized List<Limit> grantAgain() {
    List<Limit> granted = new ArrayList<>();
    for (LimitState state : states) {
      if (state.phase() == Phase.INTERVENTION) {
        state.grantAgain();
        granted.add(state.limit());
      }
    }
    update();
    return granted;
  }

  synchronized void recover() {
    boolean changed = false;
    for (LimitState state : states) {
      changed |= state.recover(meter.used());
    }
    if (changed) {
      update();
    }
  }

  /** The worst phase of any limit; one that is not enforced leads to a warning at most. */
  synchronized Phase phase() {
    Phase worst = Phase.NORMAL;
    for (LimitState state : states) {
      Phase phase = state.phase();
      if (phase == Phase.INTERVENTION && !state.isEnforced()) {
        phase = Phase.WARNING;
      }
      worst = phase.compareTo(worst) > 0 ? phase : worst;
    }
    return worst;
  }

  private void update() {
    long newBound = Long.MAX_VALUE;
    long newMark = Long.MAX_VALUE;
    for (LimitState state : states) {
      if (state.isEnforced()) {
        newBound = Math.min(newBound, state.max());
      }
      newMark = Math.min(newMark, state.nextMark());
    }
    bound = newBound;
    nextMark = newMark;
  }
}
