package dev.rein.agent.text;

import org.jspecify.annotations.Nullable;

/**
 * A pattern for names: {@code *} stands for any characters, {@code ?} for one. In a pattern for
 * paths {@code *} and {@code ?} stop at a slash, and {@code **} does not.
 */
public final class Glob {
  private final String pattern;
  private final boolean path;

  /** What every text that fits begins with. */
  private final String head;

  private Glob(String pattern, boolean path) {
    this.pattern = pattern;
    this.path = path;
    int end = 0;
    while (end < pattern.length() && pattern.charAt(end) != '*' && pattern.charAt(end) != '?') {
      end++;
    }
    this.head = pattern.substring(0, end);
  }

  public static Glob of(String pattern) {
    return new Glob(pattern, false);
  }

  public static Glob ofPath(String pattern) {
    return new Glob(pattern, true);
  }

  /** True when it stands for one name only. */
  public boolean isLiteral() {
    return head.length() == pattern.length();
  }

  /** Whether the whole text fits. Time and memory are bounded by the product of both lengths. */
  public boolean matches(String text) {
    if (isLiteral() || !text.startsWith(head)) {
      return text.equals(pattern);
    }
    // Which places in the pattern can be reached, one character of the text after the other.
    boolean[] reached = new boolean[pattern.length() + 1];
    reached[0] = true;
    skipStars(reached);
    for (int i = 0; i < text.length(); i++) {
      reached = step(reached, text.charAt(i));
    }
    return reached[pattern.length()];
  }

  private boolean[] step(boolean[] before, char next) {
    boolean[] after = new boolean[before.length];
    for (int at = 0; at < pattern.length(); at++) {
      if (!before[at]) {
        continue;
      }
      char wanted = pattern.charAt(at);
      if (wanted == '*') {
        after[at] |= !path || next != '/' || isDouble(at);
      } else if (wanted == next || (wanted == '?' && (!path || next != '/'))) {
        after[at + 1] = true;
      }
    }
    skipStars(after);
    return after;
  }

  /** A star may stand for nothing. */
  private void skipStars(boolean[] reached) {
    for (int at = 0; at < pattern.length(); at++) {
      if (reached[at] && pattern.charAt(at) == '*') {
        reached[at + 1] = true;
      }
    }
  }

  private boolean isDouble(int at) {
    return (at > 0 && pattern.charAt(at - 1) == '*')
        || (at + 1 < pattern.length() && pattern.charAt(at + 1) == '*');
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Glob glob && path == glob.path && pattern.equals(glob.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }
}
