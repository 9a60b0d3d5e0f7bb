package dev.rein.agent.governor;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Priority;
import java.time.Duration;

/**
 * A threshold that holds new work of an account and of those below it while the gauge is past it.
 * Of those below, the lowest priority class first; the longer the gauge stays past, the more.
 */
final class WorkHold {
  /** The least time between one class and the next: gauges are looked at every five seconds. */
  static final Duration SHORTEST_STEP = Duration.ofSeconds(5);

  private final AccountLimits holder;
  private final ResourceLimits limits;
  private final ThresholdState by;
  private final boolean slotsOnly;

  /** Classes from this one down are held. */
  private volatile Priority floor;

  /** Since when the gauge has been past without a break, counted anew with each class. */
  private long pastSince;

  private boolean told;

  /**
   * @param slotsOnly whether it is nobody's policy, and so for those alone that ask for slots
   * @param floor the lowest class that there is
   */
  WorkHold(
      AccountLimits holder,
      ResourceLimits limits,
      ThresholdState by,
      boolean slotsOnly,
      Priority floor,
      long now) {
    this.holder = holder;
    this.limits = limits;
    this.by = by;
    this.slotsOnly = slotsOnly;
    this.floor = floor;
    this.pastSince = now;
  }

  AccountLimits holder() {
    return holder;
  }

  ResourceLimits limits() {
    return limits;
  }

  ThresholdState by() {
    return by;
  }

  boolean denies() {
    return by.limit().then() == Action.DENY;
  }

  boolean isForSlotsOnly() {
    return slotsOnly;
  }

  /** Whether it holds such work of an account at or below the holder. */
  boolean holds(NewWork work, AccountLimits account) {
    if (slotsOnly && (work != NewWork.SLOT || hasPolicy(account))) {
      return false;
    }
    boolean ownLimit = account == holder && holder.parent() != null;
    return ownLimit || account.priority().compareTo(floor) >= 0;
  }

  /** Whether a policy says of the account, or of one above it, how much of the load is too much. */
  private boolean hasPolicy(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (!level.of(limits.resource()).states().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Looks whether it is time to hold the next class too. */
  void look(AccountTree accounts, long now) {
    Limit.Threshold threshold = (Limit.Threshold) by.limit();
    if (!threshold.isPassedBy(limits.meter().used())) {
      pastSince = now;
      return;
    }
    long step = Math.max(threshold.sustain().toNanos(), SHORTEST_STEP.toNanos());
    if (now - pastSince >= step) {
      pastSince = now;
      floor = nextAbove(accounts);
    }
  }

  private Priority nextAbove(AccountTree accounts) {
    Priority next = null;
    for (AccountLimits account : accounts.all()) {
      Priority one = account.priority();
      if (account.isWithin(holder)
          && one.compareTo(floor) < 0
          && (next == null || one.compareTo(next) > 0)) {
        next = one;
      }
    }
    return next == null ? floor : next;
  }

  /** The lowest class of the accounts that lie below the holder; of the JVM's, its own too. */
  static Priority lowest(AccountLimits holder, AccountTree accounts) {
    Priority lowest = Priority.HIGH;
    for (AccountLimits account : accounts.all()) {
      if (account.isWithin(holder) && account.priority().compareTo(lowest) > 0) {
        lowest = account.priority();
      }
    }
    return lowest;
  }

  /** True once: something begins to wait. */
  synchronized boolean isFirstWait() {
    boolean first = !told;
    told = true;
    return first;
  }

  /** Whether anything has waited. */
  synchronized boolean hasHeld() {
    return told;
  }
}
