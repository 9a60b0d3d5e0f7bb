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
  private final @Nullable AccountLimits owner;
  private final Resource resource;
  private final Meter meter;
  private final NanoClock clock;
  private final WaitingRoom room;
  private final List<TotalState> totals = new ArrayList<>();
  private final List<ThresholdState> thresholds = new ArrayList<>();
  private final boolean bytes;
  private volatile @Nullable Rule rule;
  private volatile Rates rates = Rates.NONE;
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
    this.bytes = resource.unit().equals("bytes");
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
    rates = newRates.isEmpty() ? Rates.NONE : new Rates(newRates);
    update();
    room.call();
  }

  /** The same for a rule, which may stand elsewhere in the file by now. */
  synchronized void apply(Rule sameRule, boolean enforced) {
    rule = sameRule;
    apply(List.of(sameRule.limit()), enforced);
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
    states.addAll(rates.all());
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

  /** Whether it is charged in bytes, which are counted when they have moved. */
  boolean isBytes() {
    return bytes;
  }

  /**
   * Takes an amount if all limits allow it.
   *
   * @param passage of a call that has been held up before, or null
   * @return as {@link Meter#tryAdd}
   */
  long tryTake(long amount, @Nullable Passage passage) {
    if (mustQueue(passage)) {
      return Meter.EXCEEDED;
    }
    Rates current = rates;
    if (!current.isEmpty() && !takeRates(current, amount, passage)) {
      return Meter.EXCEEDED;
    }
    long allowed = bound;
    long mark = nextMark;
    long max = passage == null || !passage.hasApprovals() ? allowed : boundFor(passage);
    long used = meter.tryAdd(amount, max, mark);
    if (used == Meter.EXCEEDED) {
      current.giveBack(amount);
    } else if (used == Meter.FAR && (bound != allowed || nextMark != mark)) {
      // What was taken ahead of use goes by limits that are not there any more.
      meter.recall();
    }
    return used;
  }

  private boolean mustQueue(@Nullable Passage passage) {
    return room.isOccupied() && (passage == null || !passage.mayPass(room));
  }

  private boolean takeRates(Rates current, long amount, @Nullable Passage passage) {
    boolean taken = current.tryTake(amount, clock.nanos(), passage);
    if (current.isUntold()) {
      noteOverrun();
    }
    return taken;
  }

  private synchronized void noteOverrun() {
    update();
  }

  /** What may be used by a call that is let past some of the limits. */
  private synchronized long boundFor(Passage passage) {
    long max = Long.MAX_VALUE;
    for (TotalState state : totals) {
      if (state.isEnforced() && !passage.isApproved(state)) {
        max = Math.min(max, state.max());
      }
    }
    return max;
  }

  /** Takes an amount whatever the limits say. */
  void takeAnyway(long amount) {
    rates.take(amount, clock.nanos());
    long unused = meter.tryAdd(amount, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Gives back what was not used after all, or is not in use any more; who waits may go on. */
  void giveBack(long amount) {
    meter.giveBack(amount);
    rates.giveBack(amount);
    room.call();
  }

  /**
   * Takes an amount that is used already.
   *
   * @return what has been used in all when a mark is reached, else {@link Meter#FAR}
   */
  long takeUsed(long amount) {
    Rates current = rates;
    if (!current.isEmpty()) {
      current.take(amount, clock.nanos());
      if (current.isUntold()) {
        noteOverrun();
      }
    }
    long mark = Math.min(bound, nextMark);
    if (bytes && mark == Long.MAX_VALUE) {
      meter.add(amount);
      return Meter.FAR;
    }
    long used = meter.addAmount(amount, mark);
    return used >= mark ? Math.max(1, used) : Meter.FAR;
  }

  /** Whether no more may be used. */
  boolean isFull() {
    return (bound != Long.MAX_VALUE && meter.used() >= bound)
        || rates.obstacle(1, clock.nanos(), null) != null;
  }

  /** Whether a call that asks for more does not get it at once. */
  boolean isFullFor(@Nullable Passage passage) {
    if (mustQueue(passage)) {
      return true;
    }
    return isFull() && (passage == null || obstacle(1, passage) != null);
  }

  boolean hasEnforcedRate() {
    return rates.hasEnforced();
  }

  /** Whether the meter itself can take no more. */
  boolean isAtEnd(long amount) {
    return meter.used() > Long.MAX_VALUE - amount;
  }

  /** From this amount on {@link #crossed} has something to tell. */
  long nextMark() {
    return nextMark;
  }

  /** Hands over the limits whose marks the amount has reached since the last time. */
  void crossed(long used, Consumer<LimitState> sink) {
    List<LimitState> reached = new ArrayList<>();
    synchronized (this) {
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
      update();
    }
    reached.forEach(sink);
  }

  /** The enforced limit that does not allow this call so much more, or null when all do by now. */
  synchronized @Nullable LimitState obstacle(long amount, Passage passage) {
    TotalState tightest = null;
    for (TotalState state : totals) {
      if (state.isEnforced()
          && !passage.isApproved(state)
          && (tightest == null || state.max() < tightest.max())) {
        tightest = state;
      }
    }
    return tightest != null && meter.used() > tightest.max() - amount
        ? tightest
        : rates.obstacle(amount, clock.nanos(), passage);
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

  /** A call begins to wait for a person's answer. */
  synchronized void beginAsk(LimitState state) {
    state.beginAsk();
  }

  /** A call does not wait for an answer any more. */
  synchronized void endAsk(LimitState state) {
    state.endAsk();
    update();
  }

  /** Gives every limit that is used up once more; the sink takes which, and how much. */
  void grantAgain(ObjLongConsumer<Limit> sink) {
    List<Limit> usedUp = new ArrayList<>();
    List<Long> amounts = new ArrayList<>();
    synchronized (this) {
      for (TotalState state : totals) {
        if (state.isUsedUp(meter.used())) {
          usedUp.add(state.limit());
          amounts.add(state.grantAgain());
        }
      }
      for (RateState rate : rates.all()) {
        if (rate.refill(clock.nanos())) {
          usedUp.add(rate.limit());
          amounts.add(0L);
        }
      }
      update();
    }
    for (int i = 0; i < usedUp.size(); i++) {
      sink.accept(usedUp.get(i), amounts.get(i));
    }
    room.call();
  }

  /** Whether an account that this limit has paused has to stay so now that limits have changed. */
  synchronized boolean stillPauses(Limit by) {
    for (LimitState state : states()) {
      if (state.isEnforced() && LimitState.isSame(state.limit(), by)) {
        return true;
      }
    }
    return isFull();
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
    for (RateState rate : rates.all()) {
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
    long newMark = rates.isUntold() ? 0 : Long.MAX_VALUE;
    for (TotalState state : totals) {
      if (state.isEnforced()) {
        newBound = Math.min(newBound, state.max());
      }
      newMark = Math.min(newMark, state.nextMark());
    }
    boolean nearer = newBound < bound || newMark < nextMark;
    bound = newBound;
    nextMark = newMark;
    if (nearer) {
      meter.recall();
    }
  }

  long bound() {
    return bound;
  }
}
