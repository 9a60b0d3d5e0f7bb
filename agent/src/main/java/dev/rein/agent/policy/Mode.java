package dev.rein.agent.policy;

import java.util.Locale;

/** Whether limits are held or only watched. */
public enum Mode {
  /** Limits are held. */
  ENFORCE,
  /** Everything is counted and reported, nothing is touched. */
  OBSERVE;

  /** As the policy file and the ledger write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
