package dev.rein.agent.policy;

import java.util.List;

/**
 * What an account is held to, its profile included.
 *
 * @param profile name of the profile that it is built on; empty for none
 * @param limits in the order of the file; several may bound one resource
 * @param lifecycle what becomes of what it leaves open
 */
public record AccountPolicy(
    String profile, Priority priority, List<Limit> limits, LifecyclePolicy lifecycle) {
  /** Held to nothing. */
  public static final AccountPolicy NONE = new AccountPolicy("", Priority.STANDARD, List.of());

  public AccountPolicy {
    limits = List.copyOf(limits);
  }

  /** One that is told of what it leaves open. */
  public AccountPolicy(String profile, Priority priority, List<Limit> limits) {
    this(profile, priority, limits, LifecyclePolicy.NONE);
  }
}
