package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads values that are one word. */
final class Scalars {
  private static final List<String> FLAGS = List.of("true", "false");

  private Scalars() {}

  /** The word, or null of a list or mapping. */
  static @Nullable String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().strip() : null;
  }

  /** The value as a message shows it. */
  static String shown(Node node) {
    return node instanceof ScalarNode scalar ? Quoted.of(scalar.getValue()) : "a list or mapping";
  }

  /** True of a key whose whole content is missing or has been commented out. */
  static boolean isEmpty(Node node) {
    return node instanceof ScalarNode && node.getTag().equals(Tag.NULL);
  }

  /**
   * The one of some words that the value is, or null with a problem added.
   *
   * @param what the words stand for, in the singular
   */
  static @Nullable String choose(Field field, String what, List<String> words, Problems problems) {
    String word = text(field.value());
    if (word == null) {
      problems.add(
          field.value(),
          "'" + field.name() + "' takes one word; expected one of: " + String.join(", ", words));
      return null;
    }
    if (!words.contains(word)) {
      problems.addUnknown(field.value(), what, word, words);
      return null;
    }
    return word;
  }

  /** Whether the value is {@code true}; the fallback with a problem added when it is neither. */
  static boolean flag(Field field, boolean fallback, Problems problems) {
    String word = choose(field, "value", FLAGS, problems);
    return word == null ? fallback : word.equals("true");
  }

  /** The mode that the value names, or null with a problem added. */
  static @Nullable Mode mode(Field field, Problems problems) {
    String word = choose(field, "mode", Words.MODES, problems);
    return word == null ? null : Mode.values()[Words.MODES.indexOf(word)];
  }

  /** The priority that the value names, or null with a problem added. */
  static @Nullable Priority priority(Field field, Problems problems) {
    String word = choose(field, "priority", Words.PRIORITIES, problems);
    return word == null ? null : Priority.values()[Words.PRIORITIES.indexOf(word)];
  }

  /** The action that the value names, or null with a problem added. */
  static @Nullable Action action(Field field, Problems problems) {
    String word = choose(field, "action", Words.ACTIONS, problems);
    return word == null ? null : Action.values()[Words.ACTIONS.indexOf(word)];
  }
}
