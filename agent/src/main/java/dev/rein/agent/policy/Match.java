package dev.rein.agent.policy;

import dev.rein.agent.text.Glob;
import java.util.List;

/** By what an agent is known: see {@link AgentPolicy}. */
record Match(List<String> methods, List<Glob> threads) {
  static final Match NONE = new Match(List.of(), List.of());
}
