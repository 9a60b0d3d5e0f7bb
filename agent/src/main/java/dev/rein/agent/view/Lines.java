package dev.rein.agent.view;

import java.util.ArrayList;
import java.util.List;

/** Takes lines and keeps them within the width of a terminal. */
final class Lines {
  static final int WIDTH = 80;

  private final List<String> all = new ArrayList<>();

  /** A line of printable text, cut if it must be. */
  void add(String line) {
    all.add(Printable.cut(line.stripTrailing(), WIDTH));
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  List<String> all() {
    return all;
  }
}
