package dev.rein.agent.governor;

import dev.rein.agent.account.Meter;
import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All limits on one resource of one account, or of one rule. {@link #bound}, {@link #nextMark} and
 * the rates are read on every call; all else changes under this object's lock, which is taken only
 * when a mark is reached.
 */
final class ResourceLimits {
  private final @Nullable AccountLimits owner;
  private final Resource resource;
  private final Meter meter;
  private final NanoClock clock;
  private final WaitingRoom room;
  private final boolean bytes;

  /** Null where nothing can be reserved; where it can, all is taken under the lock, exactly. */
  private final @Nullable Reserved reserved;

  private volatile boolean unmeasured;
  private volatile @Nullable Rule rule;
  private volatile LimitStates states = LimitStates.NONE;
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
    this.unmeasured = resource.isGauge() && (resource.isMeasured() || !resource.isSum());
    this.bytes = resource.unit().equals("bytes") && !resource.isMeasured();
    this.reserved = rule == null ? Reservations.of(resource, clock) : null;
  }

  /** Holds to these limits from now on; those that were there before go on as they are. */
  synchronized void apply(List<Limit> limits, boolean enforced) {
    states = states.with(resource, limits, enforced, clock.nanos());
    update();
    callWaiting();
  }

  /** The same for a rule, which may stand elsewhere in the file by now. */
  synchronized void apply(Rule sameRule, boolean enforced) {
    rule = sameRule;
    apply(List.of(sameRule.limit()), enforced);
  }

  synchronized List<LimitState> states() {
    return states.all();
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

  /** Where a call stands in line that does not fit. */
  WaitingRoom lineOf(Call call) {
    return call.reserves() && reserved != null ? reserved.line() : room;
  }

  /** Those first in line look whether they fit by now. */
  private void callWaiting() {
    room.call();
    if (reserved != null) {
      reserved.line().call();
    }
  }

  /** Sets a gauge to what was measured. */
  void set(long value) {
    meter.set(value);
    unmeasured = false;
  }

  /** Whether its value is not known yet, so that it means nothing. */
  boolean isUnmeasured() {
    return unmeasured;
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
    Rates current = states.rates();
    if (!current.isEmpty() && !takeRates(current, amount, passage)) {
      return Meter.EXCEEDED;
    }
    if (reserved != null) {
      long used = takeBeside(reserved, amount, passage);
      if (used == Meter.EXCEEDED) {
        current.giveBack(amount);
      }
      return used;
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

  /** Takes an amount that fits beside what is reserved, and nobody ahead of use. */
  private synchronized long takeBeside(Reserved others, long amount, @Nullable Passage passage) {
    long max = passage == null ? bound : states.boundFor(passage);
    return max == Long.MAX_VALUE || others.fits(meter.used(), amount, max)
        ? meter.tryAdd(amount, max, 0)
        : Meter.EXCEEDED;
  }

  /** Reserves an amount if the budgets have as much left; rates do not matter. */
  synchronized boolean tryReserve(long amount, @Nullable Passage passage) {
    Reserved others = reserved;
    if (others == null) {
      return true;
    }
    long max = passage == null ? bound : states.boundFor(passage);
    if (max != Long.MAX_VALUE
        && (mustQueue(others.line(), passage) || !others.fits(meter.used(), amount, max))) {
      return false;
    }
    others.add(amount);
    return true;
  }

  /** Reserves an amount whatever the limits say. */
  synchronized void reserveAnyway(long amount) {
    if (reserved != null) {
      reserved.add(amount);
    }
  }

  /** A call that has reserved an amount is over, or does not happen. */
  void release(long amount) {
    Reserved others = reserved;
    if (others != null) {
      synchronized (this) {
        others.release(amount);
      }
      callWaiting();
    }
  }

  /** What calls under way may still need. */
  synchronized long reserved() {
    return reserved == null ? 0 : reserved.amount();
  }

  /** The limit that an amount would fit but for what calls under way have reserved, or null. */
  synchronized @Nullable LimitState crowded(long amount, Passage passage) {
    TotalState tightest = states.tightest(passage);
    return tightest != null
            && reserved != null
            && reserved.isInTheWay(meter.used(), amount, tightest.max())
        ? tightest
        : null;
  }

  private boolean mustQueue(@Nullable Passage passage) {
    return mustQueue(room, passage);
  }

  private static boolean mustQueue(WaitingRoom line, @Nullable Passage passage) {
    return line.isOccupied() && (passage == null || !passage.mayPass(line));
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

  private synchronized long boundFor(Passage passage) {
    return states.boundFor(passage);
  }

  /** Takes an amount whatever the limits say. */
  void takeAnyway(long amount) {
    states.rates().take(amount, clock.nanos());
    long unused = meter.tryAdd(amount, Long.MAX_VALUE, reserved == null ? Long.MAX_VALUE : 0);
  }

  /** Gives back what was not used after all, or is not in use any more; who waits may go on. */
  void giveBack(long amount) {
    meter.giveBack(amount);
    states.rates().giveBack(amount);
    callWaiting();
  }

  /**
   * Takes an amount that is used already.
   *
   * @return what has been used in all when a mark is reached, else {@link Meter#FAR}
   */
  long takeUsed(long amount) {
    Rates current = states.rates();
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
    long used = reserved == null ? meter.addAmount(amount, mark) : addExactly(amount);
    return used >= mark ? Math.max(1, used) : Meter.FAR;
  }

  private synchronized long addExactly(long amount) {
    return meter.addAmount(amount, 0);
  }

  /** Whether no more may be used; what is only reserved does not matter. */
  boolean isFull() {
    if (bound != Long.MAX_VALUE && meter.used() >= bound) {
      return true;
    }
    // The clock costs more than all the rest, and most resources have no rate.
    Rates current = states.rates();
    return !current.isEmpty() && current.obstacle(1, clock.nanos(), null) != null;
  }

  /** Whether a call that asks for more does not get it at once. */
  boolean isFullFor(@Nullable Passage passage) {
    if (mustQueue(passage)) {
      return true;
    }
    return isFull() && (passage == null || obstacle(1, passage, true) != null);
  }

  boolean hasEnforcedRate() {
    return states.rates().hasEnforced();
  }

  /** Whether the meter itself can take no more. */
  boolean isAtEnd(long amount) {
    return meter.used() > Long.MAX_VALUE - amount;
  }

  /** How much more the enforced limits let through now; may be below zero. */
  long headroom() {
    long left = bound == Long.MAX_VALUE ? Long.MAX_VALUE : bound - meter.used() - reserved();
    return Math.min(left, states.rates().available(clock.nanos()));
  }

  /** From this amount on {@link #crossed} has something to tell. */
  long nextMark() {
    return nextMark;
  }

  /** Hands over the limits whose marks the amount has reached since the last time. */
  void crossed(long used, Consumer<LimitState> sink) {
    List<LimitState> reached;
    synchronized (this) {
      reached = states.reach(used);
      update();
    }
    reached.forEach(sink);
  }

  /** The enforced limit that does not allow this call so much more, or null when all do by now. */
  synchronized @Nullable LimitState obstacle(long amount, Passage passage, boolean withRates) {
    TotalState tightest = states.tightest(passage);
    if (tightest != null && meter.used() > tightest.max() - amount) {
      return tightest;
    }
    return withRates ? states.rates().obstacle(amount, clock.nanos(), passage) : null;
  }

  /** The enforced total that has the least left, or null. */
  synchronized @Nullable LimitState tightest(Passage passage) {
    return states.tightest(passage);
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
    for (LimitState state : states.all()) {
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
    List<LimitStates.Grant> granted;
    synchronized (this) {
      granted = states.grantAgain(meter.used(), clock.nanos());
      update();
    }
    granted.forEach(grant -> sink.accept(grant.limit(), grant.amount()));
    callWaiting();
  }

  /** Whether an account that this limit has paused has to stay so now that limits have changed. */
  synchronized boolean stillPauses(Limit by) {
    for (LimitState state : states.all()) {
      if (state.isEnforced() && LimitState.isSame(state.limit(), by)) {
        return true;
      }
    }
    return isFull();
  }

  /** Makes a limit larger by what an earlier JVM was granted. */
  synchronized List<Limit> grant(String kind, long amount) {
    List<Limit> granted = states.grant(kind, amount);
    update();
    return granted;
  }

  /** Puts another amount in the place of those of a kind; gives the limits that were changed. */
  List<Limit> setMax(String kind, long max) {
    List<Limit> changed;
    synchronized (this) {
      changed = states.setMax(kind, max, clock.nanos());
      update();
    }
    callWaiting();
    return changed;
  }

  /** A deliverable ends warnings. */
  synchronized void settle() {
    states.settle(meter.used());
    update();
  }

  /** Looks at what changes by itself; true when something has. */
  synchronized boolean recover() {
    boolean changed = states.recover(meter.used(), clock.nanos(), !room.isOccupied());
    if (changed) {
      update();
      callWaiting();
    }
    return changed;
  }

  /** Whether a limit that no call asks about is used up, and has not recovered yet. */
  synchronized boolean isOverdrawn(LimitState state) {
    return state instanceof RateState rate
        ? rate.isOverdrawn(clock.nanos())
        : meter.used() >= state.max();
  }

  /** What is allowed in all by a limit by now: with what was granted on top of it. */
  synchronized long maxOf(Limit limit) {
    for (LimitState state : states.all()) {
      if (state.limit() == limit) {
        return state.max();
      }
    }
    return limit.max();
  }

  /** The worst phase that any limit shows. */
  synchronized Phase phase() {
    return states.phase();
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
    states.lookAnew(meter.used());
    update();
    callWaiting();
  }

  synchronized List<ThresholdState> thresholds() {
    return states.thresholds();
  }

  private void update() {
    long newBound = states.bound();
    long newMark = states.nextMark();
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
