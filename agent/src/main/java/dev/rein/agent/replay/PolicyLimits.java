package dev.rein.agent.replay;

import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.policy.Rule.Subject;
import java.util.ArrayList;
import java.util.List;

/** The limits of a policy, and which of them a ledger tells enough about. */
final class PolicyLimits {
  private PolicyLimits() {}

  /** Of the JVM, of agents, and of the rules that can be judged. */
  static List<Limit> all(Policy policy) {
    List<Limit> all = new ArrayList<>(policy.jvm().limits());
    all.addAll(policy.defaults().limits());
    for (AgentPolicy agent : policy.agents()) {
      all.addAll(agent.account().limits());
    }
    policy.rules().stream().filter(PolicyLimits::isJudged).map(Rule::limit).forEach(all::add);
    return all;
  }

  /** The ledger has commands one by one, requests by host, and no paths or ports. */
  static boolean isJudged(Rule rule) {
    return rule.subject() == Subject.PROCESS
        || (rule.subject() == Subject.HOST && rule.agent() == null);
  }

  static boolean isJudgedByHost(Rule rule) {
    return rule.subject() == Subject.HOST && isJudged(rule);
  }

  /** Whether it matters when within a tick calls come. */
  static boolean isByTime(Limit limit) {
    return limit instanceof Limit.Rate;
  }
}
