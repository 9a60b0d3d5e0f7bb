package dev.rein.agent.view.terminal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person has chosen to see. Never changes; a key makes another one.
 *
 * @param mode who has the next key
 * @param order asked about while the mode is {@link Mode#ASK}, to be carried out when it is {@link
 *     Mode#BROWSE}
 * @param time what is shown is of then; null for now
 * @param status what came of the last key, until the next
 */
record ScreenState(
    Place place,
    Sort sort,
    String filter,
    Mode mode,
    @Nullable Order order,
    @Nullable Instant time,
    String status) {
  /** Who has the next key. */
  enum Mode {
    BROWSE,
    FILTER,
    HELP,
    ASK,
    QUIT
  }

  /**
   * Where the cursor is.
   *
   * @param jvm its place among those shown
   * @param account the id of the selected one
   * @param offset how far the pane with the keys, or the details, are scrolled
   */
  record Place(int jvm, String account, Pane pane, int offset, boolean details) {
    Place atJvm(int next) {
      return new Place(next, "jvm", pane, 0, details);
    }

    Place renumbered(int next) {
      return new Place(next, account, pane, offset, details);
    }

    Place atAccount(String id) {
      return new Place(jvm, id, pane, offset, details);
    }

    Place atPane(Pane next) {
      return new Place(jvm, account, next, 0, details);
    }

    Place scrolled(int by) {
      return new Place(jvm, account, pane, (int) Math.max(0, (long) offset + by), details);
    }

    Place withDetails(boolean shown) {
      return new Place(jvm, account, pane, 0, shown);
    }
  }

  static ScreenState first() {
    Place place = new Place(0, "jvm", Pane.ACCOUNTS, 0, false);
    return new ScreenState(place, Sort.TREE, "", Mode.BROWSE, null, null, "");
  }

  ScreenState at(Place next) {
    return new ScreenState(next, sort, filter, mode, order, time, status);
  }

  ScreenState sorted(Sort next) {
    return new ScreenState(place, next, filter, mode, order, time, status);
  }

  ScreenState filtered(String next) {
    return new ScreenState(place, sort, next, mode, order, time, status);
  }

  ScreenState in(Mode next) {
    return new ScreenState(place, sort, filter, next, order, time, status);
  }

  ScreenState with(@Nullable Order next) {
    return new ScreenState(place, sort, filter, mode, next, time, status);
  }

  ScreenState at(@Nullable Instant next) {
    return new ScreenState(place, sort, filter, mode, order, next, status);
  }

  ScreenState saying(String next) {
    return new ScreenState(place, sort, filter, mode, order, time, next);
  }

  /** The same of a JVM that has another place now. */
  ScreenState renumbered(int jvm) {
    Order moved = order == null ? null : order.renumbered(jvm);
    return new ScreenState(place.renumbered(jvm), sort, filter, mode, moved, time, status);
  }

  /** What it becomes by a key. */
  ScreenState key(Key key, Scene scene) {
    return KeyBindings.key(this, key, scene);
  }

  boolean quits() {
    return mode == Mode.QUIT;
  }
}
