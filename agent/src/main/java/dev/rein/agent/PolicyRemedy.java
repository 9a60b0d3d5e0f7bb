package dev.rein.agent;

import dev.rein.agent.governor.Remedy;
import dev.rein.agent.policy.Limit;

/** Says how to get past a limit of this JVM. */
final class PolicyRemedy implements Remedy {
  private static final String JVM = "jvm";

  private final long pid = ProcessHandle.current().pid();

  @Override
  public String forLimit(String account, Limit limit) {
    String change = "change " + limit.resource() + " in " + limit.origin();
    return limit instanceof Limit.Budget
        ? change + ", or " + resume(account) + " grants it once more"
        : change;
  }

  @Override
  public String whilePaused(String account) {
    return "this call could not wait, or not longer; " + resume(account) + " lets it go on";
  }

  @Override
  public String whenTerminated(String account) {
    return "nothing brings it back but a new start of the program";
  }

  @Override
  public String whenNotApproved(String account, Limit limit) {
    return "`rein approve " + pid + "` answers such a call while it waits; see " + limit.origin();
  }

  private String resume(String account) {
    return "`rein resume " + pid + (account.equals(JVM) ? "" : " " + account) + "`";
  }
}
