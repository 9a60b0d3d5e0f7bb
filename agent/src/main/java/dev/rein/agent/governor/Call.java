package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A call that has met a limit, or begins work: what it is to be charged with, or asks whether it
 * may use more of. Of one thread.
 */
final class Call {
  /** The answer to one whose own time is over; the caller knows that without being told. */
  static final Refusal NOT_IN_TIME = new Refusal("", "", 0, 0, "not in time", "");

  private final AccountLimits account;
  private final Resource[] resources;
  private final long amount;
  private final long @Nullable [] reserved;
  private final @Nullable Object target;
  private final ResourceLimits[] rules;
  private final @Nullable NewWork work;
  private @Nullable NanoClock clock;
  private long begun;
  private long longest;
  private boolean inner;
  private boolean entered;

  /**
   * @param account who pays
   * @param resources what the call uses, the special before the general
   * @param amount of each of them
   * @param target what the call is about, as the hook handed it over
   * @param rules the limits of the rules that it falls under
   */
  Call(
      AccountLimits account,
      Resource[] resources,
      long amount,
      @Nullable Object target,
      ResourceLimits[] rules) {
    this(account, resources, amount, target, rules, null);
  }

  /**
   * @param work what begins by it; null for nothing
   */
  Call(
      AccountLimits account,
      Resource[] resources,
      long amount,
      @Nullable Object target,
      ResourceLimits[] rules,
      @Nullable NewWork work) {
    this.account = account;
    this.resources = resources;
    this.amount = amount;
    this.reserved = null;
    this.target = target;
    this.rules = rules;
    this.work = work;
  }

  /**
   * One that is charged when it is over.
   *
   * @param reserved what it may need at most of each resource
   */
  Call(AccountLimits account, Resource[] resources, long[] reserved, @Nullable Object target) {
    this.account = account;
    this.resources = resources;
    this.amount = 1;
    this.reserved = reserved;
    this.target = target;
    this.rules = Rules.Match.NONE.limits();
    this.work = null;
  }

  /** From now on the caller waits so many nanoseconds in all, and then does without. */
  Call within(long nanos, NanoClock newClock) {
    clock = newClock;
    begun = newClock.nanos();
    longest = nanos;
    return this;
  }

  AccountLimits account() {
    return account;
  }

  Resource[] resources() {
    return resources;
  }

  long amount() {
    return amount;
  }

  /** Whether it reserves what it may need, and is charged later. */
  boolean reserves() {
    return reserved != null;
  }

  /** How much of a resource it is to be charged with, or may need. */
  long amountOf(Resource resource) {
    if (reserved == null) {
      return amount;
    }
    for (int i = 0; i < resources.length; i++) {
      if (resources[i] == resource) {
        return reserved[i];
      }
    }
    return 0;
  }

  @Nullable Object target() {
    return target;
  }

  ResourceLimits[] rules() {
    return rules;
  }

  @Nullable NewWork work() {
    return work;
  }

  /** Nanoseconds that the caller waits yet by its own will. */
  long left() {
    return clock == null ? Turn.FOREVER : Math.max(0, longest - (clock.nanos() - begun));
  }

  /** Whether it is a slot within a run. */
  boolean isInner() {
    return inner;
  }

  void setInner(boolean isInner) {
    inner = isInner;
  }

  /** Whether it was let in, which must be told when it begins or does not. */
  boolean hasEntered() {
    return entered;
  }

  void setEntered(boolean hasEntered) {
    entered = hasEntered;
  }
}
