package dev.rein.agent.view.terminal;

/**
 * What a person wants done in a JVM, and has to say yes to first.
 *
 * @param jvm its place among those shown
 * @param account whose; for an approval the one that asks
 * @param number of the approval; 0 for other orders
 * @param question to be answered with yes or no
 */
record Order(Kind kind, int jvm, String account, long number, String question) {
  /** The orders that there are. */
  enum Kind {
    PAUSE,
    RESUME,
    APPROVE,
    DENY
  }

  Order renumbered(int next) {
    return new Order(kind, next, account, number, question);
  }
}
