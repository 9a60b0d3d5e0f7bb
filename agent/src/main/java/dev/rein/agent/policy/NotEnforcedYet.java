package dev.rein.agent.policy;

import java.util.Set;

/**
 * The resources of the policy grammar that this version of Rein knows and does not meter. A policy
 * with one of them is refused: whoever wrote it would believe that it holds. One that becomes
 * metered leaves this list, and {@code docs/policy.md} with it.
 */
final class NotEnforcedYet {
  static final Set<String> RESOURCES = Set.of("tools.called");

  private NotEnforcedYet() {}
}
