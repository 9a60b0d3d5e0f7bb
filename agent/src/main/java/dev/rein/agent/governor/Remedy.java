package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;

/** Says what a person can do about a call that was refused: clauses without a full stop. */
public interface Remedy {
  /**
   * A clause such as "raise limits.files.read in rein.yaml".
   *
   * @param account id of the account whose limit it is
   */
  String forLimit(String account, Limit limit);

  /** For a call that gave up waiting, or may not wait, while its account is paused. */
  String whilePaused(String account);

  /** For a call of an account that is ended. */
  String whenTerminated(String account);

  /** For a call that nobody has approved. */
  String whenNotApproved(String account, Limit limit);
}
