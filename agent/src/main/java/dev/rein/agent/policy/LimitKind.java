package dev.rein.agent.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of limits, by the key that each is written with. */
enum LimitKind {
  BUDGET("budget", List.of("warn", "per")),
  RATE("rate", List.of("burst")),
  AT_MOST("at-most", List.of("warn")),
  ABOVE("above", List.of("warn", "for", "cool-down")),
  BELOW("below", List.of("warn", "for", "cool-down", "commands"));

  private final String word;

  // Always made by List.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> options;

  LimitKind(String word, List<String> options) {
    this.word = word;
    this.options = options;
  }

  /** The key, whose value is the amount. */
  String word() {
    return word;
  }

  /** The keys that only some kinds take and this one does. */
  List<String> options() {
    return options;
  }

  boolean isThreshold() {
    return this == ABOVE || this == BELOW;
  }

  /** The kind that a key stands for, or null. */
  static @Nullable LimitKind of(String word) {
    for (LimitKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    return null;
  }

  /** Those that take an option. */
  static List<LimitKind> with(String option) {
    List<LimitKind> kinds = new ArrayList<>();
    for (LimitKind kind : values()) {
      if (kind.options.contains(option)) {
        kinds.add(kind);
      }
    }
    return kinds;
  }

  /** {@code 'budget' or 'rate'}. */
  static String words(List<LimitKind> kinds) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < kinds.size(); i++) {
      if (i > 0) {
        text.append(i == kinds.size() - 1 ? " or " : ", ");
      }
      text.append('\'').append(kinds.get(i).word).append('\'');
    }
    return text.toString();
  }
}
