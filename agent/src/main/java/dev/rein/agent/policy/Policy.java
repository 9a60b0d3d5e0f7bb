package dev.rein.agent.policy;

import java.time.Duration;
import java.util.List;

/**
 * What a policy file says.
 *
 * @param jvm of the whole JVM
 * @param defaults of each agent that {@code agents} does not name
 * @param agents in the order of the file: the first that fits is the one
 * @param checkInterval how often timers are looked at
 * @param models what is said of language models and their prices
 * @param source where it came from, for people: a file name, or "no policy"
 */
public record Policy(
    Mode mode,
    AccountPolicy jvm,
    AccountPolicy defaults,
    List<AgentPolicy> agents,
    List<Rule> rules,
    Intervention intervention,
    Duration checkInterval,
    ModelPolicy models,
    String source) {
  /** How often timers are looked at unless the file says otherwise. */
  public static final Duration CHECK_INTERVAL = Duration.ofMinutes(1);

  /** Everything is counted and nothing limited. */
  public static final Policy NONE =
      new Policy(
          Mode.ENFORCE,
          AccountPolicy.NONE,
          AccountPolicy.NONE,
          List.of(),
          List.of(),
          Intervention.DEFAULT,
          CHECK_INTERVAL,
          ModelPolicy.DEFAULT,
          "no policy");

  public Policy {
    agents = List.copyOf(agents);
    rules = List.copyOf(rules);
  }

  /** The same limits in another mode. */
  public Policy withMode(Mode newMode) {
    return new Policy(
        newMode, jvm, defaults, agents, rules, intervention, checkInterval, models, source);
  }

  /** What an agent's account is held to, by its id: {@code lead/coder}. */
  public AccountPolicy of(String accountId) {
    for (AgentPolicy agent : agents) {
      if (agent.isAbout(accountId)) {
        return agent.account();
      }
    }
    return defaults;
  }

  /** How many limits there are in the file, rules included. */
  public int size() {
    int size = jvm.limits().size() + defaults.limits().size() + rules.size();
    for (AgentPolicy agent : agents) {
      size += agent.account().limits().size();
    }
    return size;
  }
}
