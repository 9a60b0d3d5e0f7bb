package dev.rein.agent.policy;

/** Whether limits are held or only watched. */
public enum Mode {
  /** Limits are held. */
  ENFORCE,
  /** Everything is counted and reported, nothing is touched. */
  OBSERVE
}
