package dev.rein.agent.policy;

/** What happens to a call that would pass a limit, mildest first. */
public enum Action {
  /** The passing is recorded, and nothing else. */
  OBSERVE,
  /** The passing is recorded as a warning and the account's phase shows it. */
  WARN,
  /** The account waits until it is resumed. */
  PAUSE,
  /** The call fails the way such a call fails. */
  DENY;

  /** True when a call past the limit is held up or refused. */
  public boolean enforces() {
    return this == PAUSE || this == DENY;
  }
}
