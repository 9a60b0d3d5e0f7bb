package dev.rein.agent.policy;

import dev.rein.agent.text.Quoted;
import org.snakeyaml.engine.v2.nodes.Node;

/** Names that a policy gives, of bounded length and fit to be printed. */
final class Names {
  static final int LONGEST = 100;

  private Names() {}

  /**
   * Whether a word is a name; adds a problem when it is none.
   *
   * @param what as in "the name of an agent"
   */
  static boolean check(Node node, String name, String what, Problems problems) {
    if (name.isBlank()) {
      problems.add(node, what + " is empty");
      return false;
    }
    return checkText(node, name, what, LONGEST, problems);
  }

  /** Whether a text is one that a call, a thread or an account can have. */
  static boolean checkText(Node node, String text, String what, int longest, Problems problems) {
    String problem = null;
    if (text.length() > longest) {
      problem = " is too long; " + what + " may have at most " + longest + " characters";
    } else if (!text.equals(text.strip())) {
      problem = " has blanks at its ends; remove them";
    } else if (hasControl(text)) {
      problem = " has characters that cannot be printed; remove them";
    }
    if (problem != null) {
      problems.add(node, Quoted.of(text) + problem);
    }
    return problem == null;
  }

  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
