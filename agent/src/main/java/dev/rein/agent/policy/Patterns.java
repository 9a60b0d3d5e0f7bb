package dev.rein.agent.policy;

import dev.rein.agent.policy.Rule.Subject;
import dev.rein.agent.text.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads the patterns of a policy, and turns down those that nothing can ever fit. */
final class Patterns {
  private static final int LONGEST = 500;
  private static final int MOST_COMMANDS = 100;

  private Patterns() {}

  /** A pattern for names, of at most so many characters; null with a problem added. */
  static @Nullable Glob name(Node node, String what, Problems problems) {
    String text = text(node, what, Names.LONGEST, problems);
    return text == null ? null : Glob.of(text);
  }

  /** What the calls of a rule are to fit, or null with a problem added. */
  static @Nullable Glob ofSubject(Subject subject, Field field, Problems problems) {
    Node node = field.value();
    String text = text(node, "the pattern of a " + field.name(), LONGEST, problems);
    if (text == null) {
      return null;
    }
    String misfit =
        switch (subject) {
          case PROCESS, TOOL -> null;
          case HOST -> hostMisfit(text);
          case CONNECT -> connectMisfit(text);
          case PATH, READ, WRITE, DELETE -> pathMisfit(text);
        };
    if (misfit != null) {
      problems.add(node, Scalars.shown(node) + misfit);
      return null;
    }
    return switch (subject) {
      case PROCESS, TOOL -> Glob.of(text);
      // Hosts are known in lower case.
      case HOST, CONNECT -> Glob.of(text.toLowerCase(Locale.ROOT));
      case PATH, READ, WRITE, DELETE -> Glob.ofPath(text);
    };
  }

  /** Patterns of command lines, as text; those that are none are left out, with a problem added. */
  static List<String> ofCommands(Field field, Problems problems) {
    Node value = field.value();
    List<Node> nodes = value instanceof SequenceNode list ? list.getValue() : List.of(value);
    if (nodes.isEmpty() || nodes.size() > MOST_COMMANDS) {
      problems.add(
          value,
          "'commands' takes 1 to "
              + MOST_COMMANDS
              + " patterns; expected such as [\"git clone*\"]");
      return List.of();
    }
    List<String> patterns = new ArrayList<>();
    for (Node node : nodes) {
      String text = text(node, "the pattern of a command", LONGEST, problems);
      if (text != null) {
        patterns.add(text);
      }
    }
    return patterns;
  }

  private static @Nullable String text(Node node, String what, int longest, Problems problems) {
    String text = Scalars.text(node);
    if (text == null || text.isEmpty()) {
      problems.add(node, Scalars.shown(node) + " is no pattern; expected " + what);
      return null;
    }
    return Names.checkText(node, text, what, longest, problems) ? text : null;
  }

  private static @Nullable String hostMisfit(String text) {
    if (text.indexOf('/') >= 0) {
      return " fits no host; expected a host alone, such as *.example.com, not a URL";
    }
    // An address of version 6 has more of them.
    int colon = text.indexOf(':');
    if (colon >= 0 && colon == text.lastIndexOf(':')) {
      return " fits no host; expected it without a port, or use 'connect' instead of 'host'";
    }
    return null;
  }

  private static @Nullable String connectMisfit(String text) {
    if (text.indexOf('/') >= 0) {
      return " fits no connection; expected host:port, such as db.example.com:5432, not a URL";
    }
    boolean maybePort = text.indexOf(':') >= 0 || text.endsWith("*") || text.equals("unix");
    return maybePort
        ? null
        : " fits no connection; expected host:port, such as *:22 or db.example.com:*";
  }

  private static @Nullable String pathMisfit(String text) {
    boolean drive = text.length() > 2 && text.charAt(1) == ':';
    if (!text.startsWith("/") && !text.startsWith("**") && !drive) {
      return " fits no absolute path; begin with '/' or '**/'";
    }
    if (text.endsWith("/")) {
      return " fits no path, which ends without a slash; use " + text + "** for what lies below";
    }
    for (String step : text.split("/", -1)) {
      if (step.equals(".") || step.equals("..")) {
        return " fits no path, for paths are compared without '.' and '..'; remove them";
      }
    }
    return text.indexOf("//") >= 0
        ? " fits no path, which has single slashes; remove one of them"
        : null;
  }
}
