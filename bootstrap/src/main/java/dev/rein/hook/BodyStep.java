package dev.rein.hook;

/** What happens to the body of an HTTP answer. */
public enum BodyStep {
  /** The client has made what the host will read it from. */
  OPENED,
  /** The host has read a part of it. */
  READ,
  /** There is nothing more to read, or the host wants no more. */
  ENDED
}
