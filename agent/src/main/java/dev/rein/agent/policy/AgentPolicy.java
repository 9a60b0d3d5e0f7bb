package dev.rein.agent.policy;

import dev.rein.agent.text.Glob;
import java.util.List;

/**
 * An agent, or a class of them, that the policy file names.
 *
 * @param name its account's name, or a pattern for the names of a class of agents
 * @param methods binary name of a class or interface, a dot, a method's name: who runs one of them
 *     is this agent, until it returns
 * @param threads patterns: whose thread's name fits is this agent
 * @param origin where it stands: {@code rein.yaml:7}
 */
public record AgentPolicy(
    Glob name, List<String> methods, List<Glob> threads, AccountPolicy account, String origin) {
  public AgentPolicy {
    methods = List.copyOf(methods);
    threads = List.copyOf(threads);
  }

  /** Whether this is about an account: by its own name, or by that with all above it. */
  public boolean isAbout(String accountId) {
    return name.matches(accountId.substring(accountId.lastIndexOf('/') + 1))
        || name.matches(accountId);
  }
}
