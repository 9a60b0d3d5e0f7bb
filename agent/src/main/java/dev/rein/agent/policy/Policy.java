package dev.rein.agent.policy;

import java.util.List;

/**
 * What a policy file says.
 *
 * @param limits of the whole JVM, in the order of the file; several may bound one resource
 * @param source where it came from, for people: a file name, or "no policy"
 */
public record Policy(Mode mode, List<Limit> limits, String source) {
  /** Everything is counted and nothing limited. */
  public static final Policy NONE = new Policy(Mode.ENFORCE, List.of(), "no policy");

  public Policy {
    limits = List.copyOf(limits);
  }

  /** The same limits in another mode. */
  public Policy withMode(Mode newMode) {
    return new Policy(newMode, limits, source);
  }
}
