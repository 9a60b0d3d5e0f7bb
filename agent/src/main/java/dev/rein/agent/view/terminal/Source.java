package dev.rein.agent.view.terminal;

import dev.rein.agent.view.JvmView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the screen has its JVMs from. */
public interface Source {
  /**
   * Reads on for a moment, not necessarily to the end, and returns all: those that run first, then
   * the newest.
   *
   * @param selected the one that is looked at, which goes first and is never left out
   */
  List<JvmView> refresh(@Nullable JvmView selected);

  /** True while there is more to read of one than there was time for. */
  boolean isBehind(JvmView view);

  /** How many are not shown, as there are too many. */
  int leftOut();

  /** Where JVMs are looked for. */
  String place();

  /** What could not be read, as far as it was not said before; empty when there is nothing. */
  String warning();
}
