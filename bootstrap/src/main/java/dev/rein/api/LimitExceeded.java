package dev.rein.api;

/** Carried by every exception with which Rein refuses a call, whatever type the call throws. */
public interface LimitExceeded {
  /** Which limit it was and what can be done about it. */
  Refusal refusal();
}
