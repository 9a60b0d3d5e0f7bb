package dev.rein.agent.view;

import java.util.Locale;

/** How much an event matters, least first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL;

  /** That of an event; a word that is not known matters least. */
  public static Severity of(Event event) {
    for (Severity one : values()) {
      if (one.word().equals(event.severity())) {
        return one;
      }
    }
    return INFO;
  }

  /** As ledgers have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
