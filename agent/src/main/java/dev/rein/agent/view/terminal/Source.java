package dev.rein.agent.view.terminal;

import dev.rein.agent.view.JvmView;
import java.util.List;

/** Where the screen has its JVMs from. */
public interface Source {
  /** Reads on, and returns all; those known before keep their places. */
  List<JvmView> refresh();

  /** What could not be read, as far as it was not said before; empty when there is nothing. */
  String warning();
}
