package dev.rein.agent.text;

/** A user's word as a message shows it: in quotes, on one line and of bearable length. */
public final class Quoted {
  private static final int MAX_LENGTH = 60;

  private Quoted() {}

  /** {@code 'word'}; what is too long ends in an ellipsis, what cannot be printed is a dot. */
  public static String of(String word) {
    StringBuilder text = new StringBuilder("'");
    int shown = Math.min(word.length(), MAX_LENGTH);
    for (int i = 0; i < shown; i++) {
      char c = word.charAt(i);
      text.append(Character.isISOControl(c) ? '.' : c);
    }
    return text.append(shown < word.length() ? "…'" : "'").toString();
  }
}
