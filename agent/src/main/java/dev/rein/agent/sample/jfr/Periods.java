package dev.rein.agent.sample.jfr;

/** How often the recorder states what it can state at any time. */
final class Periods {
  /**
   * Thresholds are looked at as often; each statement costs an idle host 0.01% of a core at 1 s.
   */
  static final String LOAD = "5 s";

  private Periods() {}
}
