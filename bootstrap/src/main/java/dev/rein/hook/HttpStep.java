package dev.rein.hook;

/** What happens to an HTTP request that no single call waits for. */
public enum HttpStep {
  /** It is sent, or sent on after a redirect. */
  BEGIN,
  /** A message goes out on a connection. */
  BEGIN_ON_WIRE,
  /** It has a connection, on which its messages will go out. */
  CONNECTED,
  /** An answer is there, maybe not the last one. */
  ANSWERING,
  /** What was begun is over. */
  ENDED,
  /** It has its answer. */
  ANSWERED,
  /** It gets no answer any more. */
  FAILED;

  boolean isBegin() {
    return this == BEGIN || this == BEGIN_ON_WIRE;
  }
}
