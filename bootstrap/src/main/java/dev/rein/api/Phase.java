package dev.rein.api;

import java.util.Locale;

/** How far an account is towards being stopped. */
public enum Phase {
  /** All is within its limits. */
  NORMAL,
  /** A limit's warning share is reached, or a limit that only warns is passed. */
  WARNING,
  /** A limit that holds calls up or refuses them is reached. */
  INTERVENTION,
  /** The account is being ended, or has been. */
  TERMINATION;

  /** As the ledger and the viewer write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
