package dev.rein.agent;

import dev.rein.agent.governor.Remedy;
import dev.rein.agent.policy.Limit;

/** Says how to get past a limit of this JVM. */
final class PolicyRemedy implements Remedy {
  private final String source;

  /**
   * @param source where the policy came from
   */
  PolicyRemedy(String source) {
    this.source = source;
  }

  @Override
  public String forLimit(Limit limit) {
    return "raise limits."
        + limit.resource()
        + " in "
        + source
        + ", or `rein resume "
        + ProcessHandle.current().pid()
        + "` grants it once more";
  }

  @Override
  public String whilePaused() {
    return "the account is paused and this call could not wait; `rein resume "
        + ProcessHandle.current().pid()
        + "` lets it go on";
  }
}
