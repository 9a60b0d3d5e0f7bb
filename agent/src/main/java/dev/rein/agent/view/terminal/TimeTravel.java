package dev.rein.agent.view.terminal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The keys that go back and forth in a ledger's time. */
final class TimeTravel {
  private static final long SHORTEST_STEP = 1_000;

  private TimeTravel() {}

  static ScreenState toNow(ScreenState state) {
    return state.at((Instant) null);
  }

  /** By a hundredth of the ledger's time, in whole seconds. */
  static ScreenState step(ScreenState state, int direction, Scene scene) {
    return go(state, direction, 100, scene);
  }

  static ScreenState leap(ScreenState state, int direction, Scene scene) {
    return go(state, direction, 10, scene);
  }

  private static ScreenState go(ScreenState state, int direction, int parts, Scene scene) {
    Scene.Jvm jvm = scene.jvm(state.place().jvm());
    return jvm == null ? state : state.at(moved(state.time(), direction, parts, jvm));
  }

  private static @Nullable Instant moved(
      @Nullable Instant time, int direction, int parts, Scene.Jvm jvm) {
    long length = Math.max(0, jvm.last() - jvm.first());
    long step = Math.max(SHORTEST_STEP, length / parts / SHORTEST_STEP * SHORTEST_STEP);
    if (time == null && direction > 0) {
      return null;
    }
    long then = (time == null ? jvm.last() : time.toEpochMilli()) + direction * step;
    return then >= jvm.last() ? null : Instant.ofEpochMilli(Math.max(jvm.first(), then));
  }
}
