package dev.rein.agent.view.terminal;

import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.terminal.AccountRows.Row;
import dev.rein.agent.view.terminal.Key.Name;
import dev.rein.agent.view.terminal.ScreenState.Mode;
import java.time.Instant;
import java.util.List;

/** What each key does to what is shown. */
final class KeyBindings {
  private static final int PAGE = 10;

  private static final int LONGEST_FILTER = 60;

  private KeyBindings() {}

  static ScreenState key(ScreenState before, Key key, Scene scene) {
    ScreenState state = before.saying("");
    return switch (state.mode()) {
      case FILTER -> filter(state, key);
      case ASK -> answer(state, key);
      case HELP -> state.in(Mode.BROWSE);
      case BROWSE ->
          key.name() == Name.CHARACTER
              ? character(state, key.character(), scene)
              : named(state, key.name(), scene);
      case QUIT -> state;
    };
  }

  private static ScreenState filter(ScreenState state, Key key) {
    String filter = state.filter();
    return switch (key.name()) {
      case ENTER -> state.in(Mode.BROWSE);
      case ESCAPE -> state.filtered("").in(Mode.BROWSE);
      case BACKSPACE ->
          state.filtered(
              filter.isEmpty()
                  ? ""
                  : filter.substring(0, filter.offsetByCodePoints(filter.length(), -1)));
      case CHARACTER ->
          filter.length() < LONGEST_FILTER ? state.filtered(filter + key.character()) : state;
      default -> state;
    };
  }

  private static ScreenState answer(ScreenState state, Key key) {
    boolean yes = key.character() == 'y' || key.character() == 'Y';
    return yes
        ? state.in(Mode.BROWSE)
        : state.in(Mode.BROWSE).with((Order) null).saying("nothing was done");
  }

  private static ScreenState character(ScreenState state, char key, Scene scene) {
    return switch (key) {
      case 'q' -> state.in(Mode.QUIT);
      case 'j' -> move(state, 1, scene);
      case 'k' -> move(state, -1, scene);
      case 's' -> state.sorted(state.sort().next());
      case '/' -> state.in(Mode.FILTER);
      case '?' -> state.in(Mode.HELP);
      case 'g' -> TimeTravel.toNow(state);
      case '[' -> TimeTravel.step(state, -1, scene);
      case ']' -> TimeTravel.step(state, 1, scene);
      case '{' -> TimeTravel.leap(state, -1, scene);
      case '}' -> TimeTravel.leap(state, 1, scene);
      case 'p', 'r', 'a', 'd' -> Questions.ask(state, key, scene);
      default -> state;
    };
  }

  private static ScreenState named(ScreenState state, Name key, Scene scene) {
    return switch (key) {
      case UP -> move(state, -1, scene);
      case DOWN -> move(state, 1, scene);
      case PAGE_UP -> move(state, -PAGE, scene);
      case PAGE_DOWN -> move(state, PAGE, scene);
      case HOME -> move(state, -1_000_000, scene);
      case END -> TimeTravel.toNow(state);
      case LEFT -> jvm(state, -1, scene);
      case RIGHT -> jvm(state, 1, scene);
      case TAB ->
          state.place().details()
              ? state
              : state.at(state.place().atPane(state.place().pane().next(scene.jvms().size() > 1)));
      case ENTER -> enter(state, scene);
      case ESCAPE, BACKSPACE -> back(state);
      case CHARACTER, NONE -> state;
    };
  }

  private static ScreenState enter(ScreenState state, Scene scene) {
    if (state.place().pane() == Pane.JVMS) {
      return state.at(state.place().atPane(Pane.ACCOUNTS));
    }
    Scene.Jvm jvm = scene.jvm(state.place().jvm());
    if (jvm == null) {
      return state;
    }
    // The cursor may stand on the first row without having been moved there.
    List<Row> rows = AccountRows.of(jvm.content(), state.sort(), state.filter());
    return rows.isEmpty() ? state : move(state, 0, scene).at(cursor(state, rows).withDetails(true));
  }

  private static ScreenState.Place cursor(ScreenState state, List<Row> rows) {
    int place = AccountRows.placeOf(rows, state.place().account());
    return state.place().atAccount(rows.get(place).account().id());
  }

  private static ScreenState back(ScreenState state) {
    return state.place().details()
        ? state.at(state.place().withDetails(false))
        : state.filtered("");
  }

  private static ScreenState jvm(ScreenState state, int by, Scene scene) {
    int next = Math.max(0, Math.min(state.place().jvm() + by, scene.jvms().size() - 1));
    return next == state.place().jvm()
        ? state
        : state.at(state.place().atJvm(next)).at((Instant) null);
  }

  private static ScreenState move(ScreenState state, int by, Scene scene) {
    if (state.place().details()) {
      return state.at(state.place().scrolled(by));
    }
    return switch (state.place().pane()) {
      case JVMS -> jvm(state, by, scene);
      case ACCOUNTS -> account(state, by, scene);
      // Events are scrolled back from the newest, which is the lowest.
      case EVENTS -> state.at(state.place().scrolled(-by));
      case HOT_SPOTS -> state.at(state.place().scrolled(by));
    };
  }

  private static ScreenState account(ScreenState state, int by, Scene scene) {
    Scene.Jvm jvm = scene.jvm(state.place().jvm());
    List<Row> rows =
        jvm == null ? List.of() : AccountRows.of(jvm.content(), state.sort(), state.filter());
    if (rows.isEmpty()) {
      return state.at(state.place().atAccount(LedgerState.JVM));
    }
    int place = AccountRows.placeOf(rows, state.place().account());
    int next = Math.max(0, Math.min(place + by, rows.size() - 1));
    return state.at(state.place().atAccount(rows.get(next).account().id()));
  }
}
