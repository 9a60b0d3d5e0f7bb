package dev.rein.agent.sample.host;

/** How the kernel lists processors: {@code 0-3,8}. */
final class ProcessorList {
  private ProcessorList() {}

  /** How many a list names; a text that is no list is a NumberFormatException. */
  static int count(String list) {
    int count = 0;
    for (String range : list.strip().split(",", -1)) {
      int dash = range.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      count += 1 + Integer.parseInt(range.substring(dash + 1)) - first;
    }
    return count;
  }
}
