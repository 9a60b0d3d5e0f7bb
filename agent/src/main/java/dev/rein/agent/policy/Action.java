package dev.rein.agent.policy;

import java.util.Locale;

/** What happens to a call that would pass a limit, mildest first. */
public enum Action {
  /** The passing is recorded, and nothing else. */
  OBSERVE,
  /** The passing is recorded as a warning and the account's phase shows it. */
  WARN,
  /** The call waits until it fits. */
  THROTTLE,
  /** The account waits until it is resumed. */
  PAUSE,
  /** The call waits until a person says yes or no. */
  APPROVE,
  /** The call fails the way such a call fails. */
  DENY,
  /** The account is ended: its calls fail, and its threads are interrupted. */
  TERMINATE;

  /** True when a call past the limit is held up or refused. */
  public boolean enforces() {
    return this != OBSERVE && this != WARN;
  }

  /** As the policy file and the ledger write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
