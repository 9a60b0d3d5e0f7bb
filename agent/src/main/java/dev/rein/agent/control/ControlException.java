package dev.rein.agent.control;

/** What was asked for cannot be done; the message says why and what to do, in one line. */
public final class ControlException extends Exception {
  private static final long serialVersionUID = 1L;

  public ControlException(String message) {
    super(message);
  }
}
