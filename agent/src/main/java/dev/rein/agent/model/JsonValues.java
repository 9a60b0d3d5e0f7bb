package dev.rein.agent.model;

/** What a {@link JsonScanner} finds; each method is told the value's place. */
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
  default void opened(JsonPath at) {}

  /** A string begins. */
  Use use(JsonPath at);

  /** A string has ended that was to be kept. */
  default void kept(JsonPath at, String text) {}

  /**
   * A string has ended, or the document within it.
   *
   * @param dense whether it had letters, digits and marks of Base64 and addresses alone
   */
  default void counted(JsonPath at, long bytes, boolean dense) {}

  default void passed(byte next) {}

  /** A number under a known key; its fraction is cut off. */
  default void number(JsonPath at, long value) {}

  default void flag(JsonPath at, boolean value) {}

  /** The outermost value has ended. */
  default void ended() {}
}
