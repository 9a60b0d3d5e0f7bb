package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.api.Resource;

/**
 * What one account has used itself, without those below it: a charge is in the counters of an
 * account and of all above, so those of the accounts below have to be taken off.
 */
final class Own {
  private final AccountLimits account;

  /** Of this tick, by the resource's id. */
  private final long[] used = new long[Resource.all().size()];

  /** The same, and what former ticks have left: below zero where more was given back than used. */
  private final long[] own = new long[used.length];

  private final long[] denied = new long[used.length];

  /** Of gauges: what the program had in use, and how much of it was refused in the replay. */
  private final long[] live = new long[used.length];

  private final long[] refused = new long[used.length];

  Own(AccountLimits account) {
    this.account = account;
  }

  AccountLimits account() {
    return account;
  }

  void used(Resource resource, long amount) {
    used[resource.id()] = bounded(used[resource.id()] + bounded(amount));
  }

  /** An amount below zero stands for calls that are known one by one. */
  void denied(Resource resource, long calls) {
    denied[resource.id()] = bounded(denied[resource.id()] + bounded(calls));
  }

  /** Takes the refused calls of a resource that were not judged yet, 0 or more. */
  long takeDenied(Resource resource) {
    long calls = Math.max(0, denied[resource.id()]);
    denied[resource.id()] -= calls;
    return calls;
  }

  /** Takes off what an account below has used, which must not be settled yet. */
  void without(Own child) {
    for (int i = 0; i < used.length; i++) {
      used[i] = bounded(used[i] - child.used[i]);
    }
  }

  /** Ends the tick; what the caller takes of the amounts, by the resource's id, it sets to 0. */
  long[] settle() {
    for (int i = 0; i < used.length; i++) {
      own[i] = bounded(own[i] + used[i]);
      used[i] = 0;
    }
    return own;
  }

  /** More of a gauge is in use, of which some would have been refused. */
  void rose(Resource gauge, long amount, long notAllowed) {
    live[gauge.id()] = bounded(live[gauge.id()] + amount);
    refused[gauge.id()] = bounded(refused[gauge.id()] + notAllowed);
  }

  /**
   * Less of a gauge is in use. Which of them ended is not known: as many of the refused as of the
   * others.
   *
   * @return how much the replay gives back
   */
  long fell(Resource gauge, long amount) {
    int id = gauge.id();
    long before = live[id];
    double share = before <= amount ? 1 : (double) amount / before;
    long ofRefused = Math.min(amount, Math.round(refused[id] * share));
    refused[id] -= ofRefused;
    live[id] = Math.max(0, before - amount);
    return amount - ofRefused;
  }

  private static long bounded(long amount) {
    return Math.max(-Tallies.MOST, Math.min(Tallies.MOST, amount));
  }
}
