package dev.rein.agent.view.terminal;

/** In which order accounts are shown. */
enum Sort {
  TREE,
  CPU,
  MEMORY,
  REFUSALS,
  NAME;

  Sort next() {
    return values()[(ordinal() + 1) % values().length];
  }

  String word() {
    return switch (this) {
      case TREE -> "tree";
      case CPU -> "cpu";
      case MEMORY -> "memory";
      case REFUSALS -> "refusals";
      case NAME -> "name";
    };
  }
}
