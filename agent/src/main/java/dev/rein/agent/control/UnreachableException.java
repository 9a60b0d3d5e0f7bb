package dev.rein.agent.control;

/** A JVM did not take a request; the message says why and what to do, in one line. */
public final class UnreachableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Why why;

  /** What was in the way. */
  public enum Why {
    /** Nobody listens. */
    NOT_THERE,
    /** The system does not let this user connect. */
    NOT_ALLOWED,
    /** No answer came, or none that makes sense. */
    NO_ANSWER
  }

  UnreachableException(Why why, String message) {
    super(message);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
