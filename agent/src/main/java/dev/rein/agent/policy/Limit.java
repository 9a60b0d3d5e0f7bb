package dev.rein.agent.policy;

import dev.rein.api.Resource;

/** A bound on one resource of one account. Amounts are in the resource's unit. */
public sealed interface Limit {
  /** What is bounded. */
  Resource resource();

  /** The last amount that is allowed. */
  long max();

  /** The amount at which the account's phase becomes warning. */
  long warnAt();

  /** What happens to a call that would pass {@link #max}. */
  Action then();

  /** The policy file's word for this kind of limit. */
  String kind();

  /** A total over the whole life of the account. */
  record Budget(Resource resource, long max, long warnAt, Action then) implements Limit {
    @Override
    public String kind() {
      return "budget";
    }
  }

  /** So many at once. */
  record AtMost(Resource resource, long max, long warnAt, Action then) implements Limit {
    @Override
    public String kind() {
      return "at-most";
    }
  }
}
