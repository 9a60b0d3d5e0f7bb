package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far each limit on one resource is used up. Which limits there are never changes, how far they
 * are used up does; guarded by its {@link ResourceLimits}, but for the rates.
 */
final class LimitStates {
  static final LimitStates NONE = new LimitStates(List.of(), List.of(), List.of());

  private final List<TotalState> totals;
  private final Rates rates;
  private final List<ThresholdState> thresholds;

  private LimitStates(
      List<TotalState> totals, List<RateState> rates, List<ThresholdState> thresholds) {
    this.totals = List.copyOf(totals);
    this.rates = rates.isEmpty() ? Rates.NONE : new Rates(rates);
    this.thresholds = List.copyOf(thresholds);
  }

  /** A limit that was given once more. */
  record Grant(Limit limit, long amount) {}

  /** The states of other limits; of those that are there already, as far as they are used up. */
  LimitStates with(Resource resource, List<Limit> limits, boolean enforced, long now) {
    List<LimitState> known = all();
    List<TotalState> newTotals = new ArrayList<>();
    List<RateState> newRates = new ArrayList<>();
    List<ThresholdState> newThresholds = new ArrayList<>();
    for (Limit limit : limits) {
      if (limit.resource() != resource) {
        continue;
      }
      LimitState state = takeKnown(known, limit, enforced);
      if (state == null) {
        state = LimitState.of(limit, enforced, now);
      }
      if (state instanceof TotalState total) {
        newTotals.add(total);
      } else if (state instanceof RateState rate) {
        newRates.add(rate);
      } else if (state instanceof ThresholdState threshold) {
        newThresholds.add(threshold);
      }
    }
    return new LimitStates(newTotals, newRates, newThresholds);
  }

  private static @Nullable LimitState takeKnown(
      List<LimitState> known, Limit limit, boolean enforced) {
    for (LimitState state : known) {
      if (state.isFor(limit, enforced)) {
        known.remove(state);
        state.replace(limit);
        return state;
      }
    }
    return null;
  }

  /** All of them, in a list of the caller's. */
  List<LimitState> all() {
    List<LimitState> all = new ArrayList<>(totals);
    all.addAll(rates.all());
    all.addAll(thresholds);
    return all;
  }

  /** May be read without the lock. */
  Rates rates() {
    return rates;
  }

  List<ThresholdState> thresholds() {
    return thresholds;
  }

  /** What may be used in all of what is enforced, the largest long when nothing is. */
  long bound() {
    long bound = Long.MAX_VALUE;
    for (TotalState state : totals) {
      if (state.isEnforced()) {
        bound = Math.min(bound, state.max());
      }
    }
    return bound;
  }

  /** The same for a call that is let past some of the limits. */
  long boundFor(Passage passage) {
    TotalState tightest = tightest(passage);
    return tightest == null ? Long.MAX_VALUE : tightest.max();
  }

  /** From which amount on something is to be told. */
  long nextMark() {
    long mark = rates.isUntold() ? 0 : Long.MAX_VALUE;
    for (TotalState state : totals) {
      mark = Math.min(mark, state.nextMark());
    }
    return mark;
  }

  /** The enforced total with the least left that does not let the call past it. */
  @Nullable TotalState tightest(Passage passage) {
    TotalState tightest = null;
    for (TotalState state : totals) {
      if (state.isEnforced()
          && !passage.isApproved(state)
          && (tightest == null || state.max() < tightest.max())) {
        tightest = state;
      }
    }
    return tightest;
  }

  /** Moves those on whose marks an amount has reached since the last time, and tells which. */
  List<LimitState> reach(long used) {
    List<LimitState> reached = new ArrayList<>();
    for (TotalState state : totals) {
      if (used >= state.nextMark()) {
        state.moveTo(used > state.max() ? Phase.INTERVENTION : Phase.WARNING);
        reached.add(state);
      }
    }
    for (RateState rate : rates.all()) {
      if (rate.isUntold()) {
        rate.moveTo(Phase.WARNING);
        reached.add(rate);
      }
    }
    return reached;
  }

  /** Gives what is used up once more. */
  List<Grant> grantAgain(long used, long now) {
    List<Grant> granted = new ArrayList<>();
    for (TotalState state : totals) {
      if (state.isUsedUp(used)) {
        granted.add(new Grant(state.limit(), state.grantAgain()));
      }
    }
    for (RateState rate : rates.all()) {
      if (rate.refill(now)) {
        granted.add(new Grant(rate.limit(), 0));
      }
    }
    return granted;
  }

  /** Makes totals of a kind larger; tells which. */
  List<Limit> grant(String kind, long amount) {
    List<Limit> granted = new ArrayList<>();
    for (TotalState state : totals) {
      if (state.limit().kind().equals(kind)) {
        state.grant(amount);
        granted.add(state.limit());
      }
    }
    return granted;
  }

  /** Puts another amount in the place of those of a kind, or of all; gives the changed limits. */
  List<Limit> setMax(String kind, long max, long now) {
    List<Limit> changed = new ArrayList<>();
    for (LimitState state : all()) {
      if (kind.isEmpty() || state.limit().kind().equals(kind)) {
        Limit other = state.limit().withMax(max);
        if (state instanceof RateState rate && other instanceof Limit.Rate newRate) {
          rate.replace(newRate, now);
        } else {
          state.replace(other);
        }
        state.moveTo(Phase.NORMAL);
        changed.add(other);
      }
    }
    return changed;
  }

  /** A deliverable ends warnings. */
  void settle(long used) {
    totals.forEach(state -> state.settle(used));
  }

  /**
   * Looks at what changes by itself; true when something has.
   *
   * @param withRates whether rates may show that they let calls pass: nobody is in line
   */
  boolean recover(long used, long now, boolean withRates) {
    boolean changed = false;
    for (TotalState state : totals) {
      changed |= state.recover(used, now);
    }
    if (withRates) {
      for (RateState rate : rates.all()) {
        changed |= rate.recover(now);
      }
    }
    return changed;
  }

  /** The limits are others: one that was reached and is not any more is as before. */
  void lookAnew(long used) {
    for (TotalState state : totals) {
      if (state.phase() == Phase.INTERVENTION && used < state.max()) {
        state.moveTo(Phase.NORMAL);
      }
    }
  }

  /** The worst phase that any of them shows. */
  Phase phase() {
    Phase worst = Phase.NORMAL;
    for (LimitState state : all()) {
      Phase shown = state.shownPhase();
      worst = shown.compareTo(worst) > 0 ? shown : worst;
    }
    return worst;
  }
}
