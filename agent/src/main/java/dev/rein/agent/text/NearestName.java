package dev.rein.agent.text;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that a mistyped word was probably meant to be. */
public final class NearestName {
  /** Longer words are no typing mistake, and comparing them would take long. */
  private static final int MAX_LENGTH = 64;

  private NearestName() {}

  /** {@code did you mean 'budget'?}, or all the names when none is near. */
  public static String hint(String word, Collection<String> names) {
    String nearest = find(word, names);
    return nearest == null
        ? "expected one of: " + String.join(", ", names)
        : "did you mean '" + nearest + "'?";
  }

  /** The name with the fewest edits between it and the word; null when a third would be edited. */
  public static @Nullable String find(String word, Collection<String> names) {
    if (word.isEmpty() || word.length() > MAX_LENGTH) {
      return null;
    }
    String typed = word.toLowerCase(Locale.ROOT);
    // A third, rounded up: two swapped letters are two edits, in a word of four as well.
    int fewest = (typed.length() + 2) / 3 + 1;
    String nearest = null;
    for (String name : names) {
      int edits = edits(typed, name);
      if (edits < fewest) {
        fewest = edits;
        nearest = name;
      }
    }
    return nearest;
  }

  /** Levenshtein distance: insertions, deletions and replacements that make one the other. */
  static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
