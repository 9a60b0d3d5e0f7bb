package dev.rein.agent.governor;

import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A call that has met a limit: what it is to be charged with, or asks whether it may use more of.
 */
final class Call {
  private final AccountLimits account;
  private final Resource[] resources;
  private final long amount;
  private final @Nullable Object target;
  private final ResourceLimits[] rules;

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
    this.account = account;
    this.resources = resources;
    this.amount = amount;
    this.target = target;
    this.rules = rules;
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

  @Nullable Object target() {
    return target;
  }

  ResourceLimits[] rules() {
    return rules;
  }
}
