package dev.rein.agent.policy;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Collects what is wrong with one policy file, so that its author sees all of it at once. */
final class Problems {
  /** Enough to work on; a megabyte of nonsense must not become gigabytes of messages. */
  private static final int MAX = 100;

  private final String source;
  private final List<PolicyProblem> list = new ArrayList<>();
  private int count;

  Problems(String source) {
    this.source = source;
  }

  /** Name of the file. */
  String source() {
    return source;
  }

  /** Adds a problem of the file as a whole. */
  void add(String message) {
    add(0, 0, message);
  }

  void add(Node node, String message) {
    add(node.getStartMark(), message);
  }

  void add(Optional<Mark> mark, String message) {
    add(
        mark.map(m -> m.getLine() + 1).orElse(0),
        mark.map(m -> m.getColumn() + 1).orElse(0),
        message);
  }

  void add(int line, int column, String message) {
    count++;
    if (list.size() < MAX) {
      list.add(new PolicyProblem(source, line, column, message));
    } else if (list.size() == MAX) {
      list.add(new PolicyProblem(source, line, column, "too many mistakes; the rest is not shown"));
    }
  }

  /** Where something stands, for those who read of it later: {@code rein.yaml:7}. */
  String place(Node node) {
    String file = source.substring(source.lastIndexOf('/') + 1);
    Optional<Mark> mark = node.getStartMark();
    return file + ":" + (mark.isPresent() ? mark.get().getLine() + 1 : 0);
  }

  /** Whether one thing stands before another in the file. */
  static boolean isBefore(Node one, Node other) {
    return index(one) < index(other);
  }

  private static int index(Node node) {
    return node.getStartMark().map(Mark::getIndex).orElse(0);
  }

  /** Adds that a word is none of those that may stand here. */
  void addUnknown(Node node, String what, String word, Collection<String> names) {
    add(node, "unknown " + what + " " + Quoted.of(word) + "; " + NearestName.hint(word, names));
  }

  PolicyException exception() {
    list.sort(Comparator.comparingInt(PolicyProblem::line).thenComparingInt(PolicyProblem::column));
    return new PolicyException(list);
  }

  /** How many were added, shown or not. */
  int count() {
    return count;
  }

  void throwIfAny() throws PolicyException {
    if (!list.isEmpty()) {
      throw exception();
    }
  }
}
