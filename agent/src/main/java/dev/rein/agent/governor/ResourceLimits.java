package dev.rein.agent.governor;

import dev.rein.agent.account.Meter;
import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All limits on one resource of one account, or of one rule. {@link #bound}, {@link #nextMark} and
 * {@link #rates} are read on every call; all else changes under this object's lock, which is taken
 * only when a mark is reached.
 */
final class ResourceLimits {
  private static final RateState[] NO_RATES = {};

  private final @Nullable AccountLimits owner;
  private final @Nullable Rule rule;
  private final Resource resource;
  private final Meter meter;
  private final NanoClock clock;
  private final WaitingRoom room;
  private final List<TotalState> totals = new ArrayList<>();
  private final List<ThresholdState> thresholds = new ArrayList<>();
  private volatile RateState[] rates = NO_RATES;
  private volatile long bound = Long.MAX_VALUE;
  private volatile long nextMark = Long.MAX_VALUE;

  /** Those of an account. */
  ResourceLimits(AccountLimits owner, Resource resource, NanoClock clock) {
    this(owner, null, resource, owner.account().meter(resource), clock);
  }

  /** The limit of a rule, which holds for whoever calls. */
  ResourceLimits(Rule rule, NanoClock clock) {
    this(null, rule, rule.limit().resource(), new Meter(rule.limit().resource().isGauge()), clock);
  }

  private ResourceLimits(
      @Nullable AccountLimits owner,
      @Nullable Rule rule,
      Resource resource,
      Meter meter,
      NanoClock clock) {
    this.owner = owner;
    this.rule = rule;
    this.resource = resource;
    this.meter = meter;
    this.clock = clock;
    this.room = new WaitingRoom(clock);
  }

  /** Holds to these limits from now on; those that were there before go on as they are. */
  synchronized void apply(List<Limit> limits, boolean enforced) {
    List<LimitState> known = states();
    List<RateState> newRates = new ArrayList<>();
    totals.clear();
    thresholds.clear();
    for (Limit limit : limits) {
      if (limit.resource() != resource) {
        continue;
      }
      LimitState state = known(known, limit, enforced);
      if (state instanceof TotalState total) {
        totals.add(total);
      } else if (state instanceof RateState rate) {
        newRates.add(rate);
      } else if (state instanceof ThresholdState threshold) {
        thresholds.add(threshold);
      }
    }
    rates = newRates.toArray(NO_RATES);
    update();
    room.call();
  }

  private LimitState known(List<LimitState> known, Limit limit, boolean enforced) {
    for (LimitState state : known) {
      if (state.isFor(limit, enforced)) {
        known.remove(state);
        state.replace(limit);
        return state;
      }
    }
    return LimitState.of(limit, enforced, clock.nanos());
  }

  synchronized List<LimitState> states() {
    List<LimitState> states = new ArrayList<>(totals);
    states.addAll(List.of(rates));
    states.addAll(thresholds);
    return states;
  }

  @Nullable AccountLimits owner() {
    return owner;
  }

  @Nullable Rule rule() {
    return rule;
  }

  Resource resource() {
    return resource;
  }

  Meter meter() {
    return meter;
  }

  WaitingRoom room() {
    return room;
  }

  /** Whether there is a limit that a use of the resource has to do with. */
  boolean isLimited() {
    return bound != Long.MAX_VALUE || nextMark != Long.MAX_VALUE || rates.length != 0;
  }

  /**
   * Takes an amount if all limits allow it.
   *
   * @param passage of a call that has been held up before, or null
   * @return as {@link Meter#tryAdd}
   */
  long tryTake(long amount, @Nullable Passage passage) {
    if (room.isOccupied() && (passage == null || !passage.mayPass(room))) {
      return Meter.EXCEEDED;
    }
    boolean approved = passage != null && passage.isApproved(this);
    long used = meter.tryAdd(amount, approved ? Long.MAX_VALUE : bound, nextMark);
    RateState[] current = rates;
    if (current.length == 0 || used == Meter.EXCEEDED || approved) {
      return used;
    }
    if (takeRates(current, amount)) {
      return used;
    }
    meter.giveBack(amount);
    return Meter.EXCEEDED;
  }

  private boolean takeRates(RateState[] current, long amount) {
    long now = clock.nanos();
    for (int i = 0; i < current.length; i++) {
      if (!current[i].bucket().tryTake(amount, now) && current[i].isEnforced()) {
        for (int taken = 0; taken < i; taken++) {
          current[taken].bucket().giveBack(amount);
        }
        return false;
      }
    }
    return true;
  }

  /** Takes an amount whatever the limits say. */
  void takeAnyway(long amount) {
    meter.tryAdd(amount, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Gives back what was not used after all; whoever waits for it may go on. */
  void giveBack(long amount) {
    meter.giveBack(amount);
    for (RateState rate : rates) {
      rate.bucket().giveBack(amount);
    }
    room.call();
  }

  /**
   * Takes an amount that is used already.
   *
   * @return what has been used in all when a mark is reached, else {@link Meter#FAR}
   */
  long takeUsed(long amount) {
    for (RateState rate : rates) {
      rate.bucket().take(amount, clock.nanos());
    }
    long mark = Math.min(bound, nextMark);
    if (mark == Long.MAX_VALUE && resource.unit().equals("bytes")) {
      meter.add(amount);
      return Meter.FAR;
    }
    long used = meter.addAmount(amount, mark);
    return used >= mark ? used : Meter.FAR;
  }

  /** Whether no more may be used. */
  boolean isFull() {
    return (bound != Long.MAX_VALUE && meter.used() >= bound) || obstructingRate(1) != null;
  }

  boolean hasEnforcedRate() {
    for (RateState rate : rates) {
      if (rate.isEnforced()) {
        return true;
      }
    }
    return false;
  }

  /** How much more the enforced limits let through now; may be below zero. */
  long headroom() {
    long room = bound == Long.MAX_VALUE ? Long.MAX_VALUE : bound - meter.used();
    for (RateState rate : rates) {
      if (rate.isEnforced()) {
        room = Math.min(room, rate.bucket().available(clock.nanos()));
      }
    }
    return room;
  }

  private @Nullable RateState obstructingRate(long amount) {
    for (RateState rate : rates) {
      if (rate.isEnforced() && rate.bucket().nanosUntil(amount, clock.nanos()) > 0) {
        return rate;
      }
    }
    return null;
  }

  /** From this amount on {@link #crossed} has something to tell. */
  long nextMark() {
    return nextMark;
  }

  /** Hands over the limits whose marks the amount has reached since the last time. */
  void crossed(long used, Consumer<TotalState> sink) {
    List<TotalState> reached = new ArrayList<>();
    synchronized (this) {
      for (TotalState state : totals) {
        if (used >= state.nextMark()) {
          state.moveTo(used > state.max() ? Phase.INTERVENTION : Phase.WARNING);
          reached.add(state);
        }
      }
      update();
    }
    reached.forEach(sink);
  }

  /** The enforced limit that does not allow so much more, or null when all do by now. */
  synchronized @Nullable LimitState obstacle(long amount) {
    TotalState tightest = null;
    for (TotalState state : totals) {
      if (state.isEnforced() && (tightest == null || state.max() < tightest.max())) {
        tightest = state;
      }
    }
    if (tightest != null && meter.used() > tightest.max() - amount) {
      tightest.moveTo(Phase.INTERVENTION);
      update();
      return tightest;
    }
    return obstructingRate(amount);
  }

  /** Nanoseconds until it is worth to look again whether a limit allows an amount. */
  long nanosUntil(LimitState state, long amount) {
    // A place may also be freed by a collector or a process's end that nobody tells.
    return state instanceof RateState rate
        ? rate.bucket().nanosUntil(amount, clock.nanos())
        : TimeUnit.SECONDS.toNanos(1);
  }

  /** The limit that those in line wait for. */
  synchronized @Nullable LimitState throttle() {
    for (LimitState state : states()) {
      if (state.letsWait()) {
        return state;
      }
    }
    return null;
  }

  /** Moves a limit to a phase; false when it is there already. */
  synchronized boolean move(LimitState state, Phase phase) {
    boolean other = state.phase() != phase;
    state.moveTo(phase);
    update();
    return other;
  }

  /** Gives every limit that is used up once more; the sink takes which, and how much. */
  void grantAgain(ObjLongConsumer<Limit> sink) {
    List<TotalState> usedUp = new ArrayList<>();
    List<Long> amounts = new ArrayList<>();
    synchronized (this) {
      for (TotalState state : totals) {
        if (state.phase() == Phase.INTERVENTION) {
          usedUp.add(state);
          amounts.add(state.grantAgain());
        }
      }
      update();
    }
    for (int i = 0; i < usedUp.size(); i++) {
      sink.accept(usedUp.get(i).limit(), amounts.get(i));
    }
    room.call();
  }

  /** Makes a limit larger by what an earlier JVM was granted. */
  synchronized List<Limit> grant(String kind, long amount) {
    List<Limit> granted = new ArrayList<>();
    for (TotalState state : totals) {
      if (state.limit().kind().equals(kind)) {
        state.grant(amount);
        granted.add(state.limit());
      }
    }
    update();
    return granted;
  }

  /** Puts another amount in the place of those of a kind; gives the limits that were changed. */
  List<Limit> setMax(String kind, long max) {
    List<Limit> changed = new ArrayList<>();
    synchronized (this) {
      for (LimitState state : states()) {
        if (kind.isEmpty() || state.limit().kind().equals(kind)) {
          Limit other = state.limit().withMax(max);
          if (state instanceof RateState rate && other instanceof Limit.Rate newRate) {
            rate.replace(newRate, clock.nanos());
          } else {
            state.replace(other);
          }
          state.moveTo(Phase.NORMAL);
          changed.add(other);
        }
      }
      update();
    }
    room.call();
    return changed;
  }

  /** A deliverable ends warnings. */
  synchronized void settle() {
    totals.forEach(state -> state.settle(meter.used()));
    update();
  }

  /** Looks at what changes by itself; true when something has. */
  synchronized boolean recover() {
    long now = clock.nanos();
    boolean changed = false;
    for (TotalState state : totals) {
      changed |= state.recover(meter.used(), now);
    }
    for (RateState rate : rates) {
      changed |= !room.isOccupied() && rate.recover(now);
    }
    if (changed) {
      update();
      room.call();
    }
    return changed;
  }

  /** The worst phase that any limit shows. */
  synchronized Phase phase() {
    Phase worst = Phase.NORMAL;
    for (LimitState state : states()) {
      Phase shown = state.shownPhase();
      worst = shown.compareTo(worst) > 0 ? shown : worst;
    }
    return worst;
  }

  /** Compares the gauge with a threshold. */
  synchronized ThresholdState.Change look(ThresholdState state, long value, long now) {
    return state.look(value, now);
  }

  /** A threshold is as if it had never been passed. */
  synchronized void reset(ThresholdState state) {
    state.reset();
  }

  /** The limits are others: one that was reached and is not any more is as before. */
  synchronized void lookAnew() {
    for (TotalState state : totals) {
      if (state.phase() == Phase.INTERVENTION && meter.used() < state.max()) {
        state.moveTo(Phase.NORMAL);
      }
    }
    update();
    room.call();
  }

  synchronized List<ThresholdState> thresholds() {
    return List.copyOf(thresholds);
  }

  private void update() {
    long newBound = Long.MAX_VALUE;
    long newMark = Long.MAX_VALUE;
    for (TotalState state : totals) {
      if (state.isEnforced()) {
        newBound = Math.min(newBound, state.max());
      }
      newMark = Math.min(newMark, state.nextMark());
    }
    bound = newBound;
    nextMark = newMark;
  }

  long bound() {
    return bound;
  }
}
