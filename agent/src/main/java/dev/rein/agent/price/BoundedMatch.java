package dev.rein.agent.price;

import java.util.regex.Pattern;

/** Looks for a regular expression that comes from a file, which must not keep a thread for ever. */
final class BoundedMatch {
  private static final int MOST_LOOKS = 200_000;

  private BoundedMatch() {}

  /** Whether it is found; an expression that goes back and forth for too long is not. */
  static boolean find(Pattern pattern, String text) {
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (TooManyLooks | StackOverflowError e) {
      return false;
    }
  }

  /** A text that may be looked at so many times. */
  private static final class Counted implements CharSequence {
    private final String text;
    private int looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new TooManyLooks();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Ends a match. */
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }
}
