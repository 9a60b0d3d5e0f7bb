package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.terminal.Key.Name;
import dev.rein.agent.view.terminal.ScreenState.Mode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Shows the screen until somebody quits: reads ledgers, draws, waits for keys. */
public final class TerminalViewer {
  private static final long REDRAW_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long the past is read before what is known of it is drawn and keys are looked at. */
  private static final long PAST_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  private static final int MOST_PENDING = 64;

  /** How long a key is waited for before signals and answers are looked at. */
  private static final long KEY_MILLIS = 100;

  private final Source source;
  private final Orders orders;
  private final Look look;
  private final Past past = new Past();
  private final Instant begun = Instant.now();
  private List<JvmView> views = List.of();
  private ScreenState state = ScreenState.first();

  private TerminalViewer(Source source, Orders orders, Look look) {
    this.source = source;
    this.orders = orders;
    this.look = look;
  }

  /**
   * Has the terminal until the user quits, and leaves it as it was.
   *
   * @throws IOException when there is no terminal after all
   */
  public static void show(Source source, Steering steering, Look look)
      throws IOException, InterruptedException {
    try (Window window = Window.open(look.unicode());
        Orders orders = new Orders(steering)) {
      TerminalViewer viewer = new TerminalViewer(source, orders, look);
      try {
        viewer.run(window);
      } finally {
        viewer.past.close();
      }
    }
  }

  private void run(Window window) throws IOException, InterruptedException {
    KeyReader keys = new KeyReader(window);
    while (!state.quits() && !window.isInterrupted()) {
      Scene scene = scene();
      draw(window, scene);
      long drawn = System.nanoTime();
      boolean changed = false;
      while (!changed && System.nanoTime() - drawn < REDRAW_NANOS) {
        Key key = keys.next(isReading(scene) ? 1 : KEY_MILLIS);
        if (key == null || window.isInterrupted()) {
          return;
        }
        changed = take(key, scene) || isReading(scene);
        takePending(keys, scene);
        changed |= window.standsStill();
        changed |= window.hasChanged();
        changed |= hears();
      }
    }
  }

  /** What was pressed meanwhile counts before the next drawing: a key may be held down. */
  private void takePending(KeyReader keys, Scene scene) throws IOException {
    for (int i = 0; i < MOST_PENDING && keys.hasMore() && !state.quits(); i++) {
      Key key = keys.next(1);
      if (key != null) {
        boolean unused = take(key, scene);
      }
    }
  }

  /** There is more to show at once, not only in a second. */
  private static boolean isReading(Scene scene) {
    return scene.jvms().stream().anyMatch(Scene.Jvm::reading);
  }

  private void draw(Window window, Scene scene) {
    window.draw(new Screen(look, window.width(), window.height()).lines(state, scene));
  }

  private boolean take(Key key, Scene scene) {
    if (key.name() == Name.NONE) {
      return false;
    }
    state = state.key(key, scene);
    Order order = state.order();
    if (order != null && state.mode() == Mode.BROWSE) {
      state = state.with((Order) null).saying("asked; waiting for an answer");
      orders.carryOut(order, views.get(order.jvm()).folder());
    }
    return true;
  }

  private boolean hears() {
    String answer = orders.answer();
    if (answer != null) {
      state = state.saying(answer);
    }
    return answer != null;
  }

  private Scene scene() {
    List<JvmView> before = views;
    int selected = Math.min(state.place().jvm(), before.size() - 1);
    views = List.copyOf(source.refresh(selected < 0 ? null : before.get(selected)));
    if (selected >= 0) {
      state = state.renumbered(Math.max(0, views.indexOf(before.get(selected))));
      tellOfNew(before);
    }
    String warning = source.warning();
    if (!warning.isEmpty()) {
      state = state.saying(warning);
    }
    Instant time = state.time();
    List<Scene.Jvm> jvms = new ArrayList<>();
    for (int i = 0; i < views.size(); i++) {
      LedgerState content = content(i);
      boolean past = content != views.get(i).content();
      boolean reading = past ? this.past.isBehind() : source.isBehind(views.get(i));
      jvms.add(Scene.Jvm.of(views.get(i), content, reading));
    }
    return new Scene(jvms, time == null ? Instant.now() : time, source.place(), source.leftOut());
  }

  private void tellOfNew(List<JvmView> before) {
    views.stream()
        .filter(view -> !before.contains(view))
        .map(view -> view.folder().meta())
        .filter(meta -> meta.started().isAfter(begun))
        .forEach(meta -> state = state.saying(meta.pid() + " " + meta.main() + " has started"));
  }

  private LedgerState content(int place) {
    JvmView view = views.get(place);
    Instant time = state.time();
    if (time == null || place != state.place().jvm()) {
      return view.content();
    }
    try {
      long deadline = System.nanoTime() + PAST_NANOS;
      return past.at(view, time, () -> System.nanoTime() - deadline < 0);
    } catch (LedgerUnreadableException e) {
      state = state.at((Instant) null).saying(String.valueOf(e.getMessage()));
      return view.content();
    }
  }
}
