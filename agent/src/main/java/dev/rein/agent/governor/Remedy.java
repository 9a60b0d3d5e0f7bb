package dev.rein.agent.governor;

import dev.rein.agent.policy.Limit;

/** Says what a person can do about a limit that is hit. */
public interface Remedy {
  /** A clause such as "raise limits.files.read in rein.yaml". */
  String forLimit(Limit limit);

  /** The same for a call that gave up waiting, or may not wait, while its account is paused. */
  String whilePaused();
}
