package dev.rein.it.host;

/** Makes an action fail when the call did not do what it is there for. */
final class Expect {
  private Expect() {}

  static void that(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("the call did something else than expected");
    }
  }
}
