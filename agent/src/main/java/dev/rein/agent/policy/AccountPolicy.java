package dev.rein.agent.policy;

import java.util.List;

/**
 * What an account is held to, its profile included.
 *
 * @param profile name of the profile that it is built on; empty for none
 * @param limits in the order of the file; several may bound one resource
 */
public record AccountPolicy(String profile, Priority priority, List<Limit> limits) {
  /** Held to nothing. */
  public static final AccountPolicy NONE = new AccountPolicy("", Priority.STANDARD, List.of());

  public AccountPolicy {
    limits = List.copyOf(limits);
  }
}
