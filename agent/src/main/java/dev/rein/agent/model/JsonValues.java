package dev.rein.agent.model;

/**
 * What a {@link JsonScanner} finds; each method is called with the scanner at the value's place.
 */
interface JsonValues {
  /** What is wanted of a string. */
  enum Use {
    SKIP,
    /** Its length: {@link #counted}. */
    COUNT,
    /** Its beginning: {@link #kept}. */
    KEEP,
    /** Each of its bytes: {@link #passed}. */
    PASS
  }

  /** An object or an array begins. */
  default void opened(JsonScanner at) {}

  /** A string begins. */
  Use use(JsonScanner at);

  /** A string has ended that was to be kept. */
  default void kept(JsonScanner at, String text) {}

  /**
   * A string has ended, or the document within it.
   *
   * @param dense whether it had letters, digits and marks of Base64 and addresses alone
   */
  default void counted(JsonScanner at, long bytes, boolean dense) {}

  default void passed(byte next) {}

  /** A number under a known key; its fraction is cut off. */
  default void number(JsonScanner at, long value) {}

  default void flag(JsonScanner at, boolean value) {}

  /** The outermost value has ended. */
  default void ended() {}
}
