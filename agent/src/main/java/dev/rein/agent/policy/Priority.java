package dev.rein.agent.policy;

import java.util.Locale;

/** Who goes first where several accounts wait for the same. */
public enum Priority {
  HIGH,
  STANDARD,
  LOW;

  /** As the policy file writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
