package dev.rein.agent.policy;

import java.util.ArrayList;
import java.util.List;

/** The words that stand for the constants of the model, in their order. */
final class Words {
  static final List<String> MODES = List.of("enforce", "observe");
  static final List<String> PRIORITIES = priorities();
  static final List<String> ACTIONS = actions();

  private Words() {}

  private static List<String> priorities() {
    List<String> words = new ArrayList<>();
    for (Priority priority : Priority.values()) {
      words.add(priority.word());
    }
    return List.copyOf(words);
  }

  private static List<String> actions() {
    List<String> words = new ArrayList<>();
    for (Action action : Action.values()) {
      words.add(action.word());
    }
    return List.copyOf(words);
  }
}
