package dev.rein.agent.view.terminal;

/** The parts of the screen between which Tab goes. */
enum Pane {
  JVMS,
  ACCOUNTS,
  EVENTS,
  HOT_SPOTS;

  /** The list of JVMs is there only when there are several. */
  Pane next(boolean severalJvms) {
    Pane next = values()[(ordinal() + 1) % values().length];
    return next == JVMS && !severalJvms ? ACCOUNTS : next;
  }
}
