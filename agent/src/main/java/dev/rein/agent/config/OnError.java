package dev.rein.agent.config;

/** What becomes of a host when Rein cannot start as asked. */
public enum OnError {
  /** It runs without Rein. */
  CONTINUE,
  /** It ends before its main method. */
  EXIT
}
