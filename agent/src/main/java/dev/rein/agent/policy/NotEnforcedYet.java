package dev.rein.agent.policy;

import java.util.Set;

/**
 * The words of the policy grammar that this version of Rein knows and does not act on. A policy
 * with one of them is refused: whoever wrote it would believe that it holds. A word that becomes
 * enforced leaves this list, and {@code docs/policy.md} with it.
 */
final class NotEnforcedYet {
  /** Keys of the file. */
  static final Set<String> SECTIONS = Set.of("profile", "agents", "rules");

  /** Keys of a limit. */
  static final Set<String> LIMIT_KEYS = Set.of("rate", "above", "below", "cool-down");

  /** What {@code then} may not be. */
  static final Set<String> ACTIONS = Set.of("throttle", "approve", "terminate");

  /** Resources that are not metered; asked after those that are, so a new meter needs no change. */
  static final Set<String> RESOURCES =
      Set.of(
          "processes.cpu",
          "processes.rss",
          "cpu.time",
          "cpu.share",
          "memory.allocated",
          "memory.heap",
          "memory.rss",
          "gc.pause",
          "llm.calls",
          "llm.tokens",
          "llm.tokens.input",
          "llm.tokens.output",
          "llm.tokens.cached",
          "llm.cost",
          "tools.called",
          "subtasks.spawned",
          "time.since_deliverable",
          "disk.free",
          "host.cpu",
          "host.memory");

  private NotEnforcedYet() {}
}
