package dev.rein.agent.view.terminal;

import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be seen: the JVMs as their ledgers tell, now or at an earlier time.
 *
 * @param now the time that is shown
 */
record Scene(List<Jvm> jvms, Instant now) {
  Scene {
    jvms = List.copyOf(jvms);
  }

  /**
   * One of them.
   *
   * @param content as it was at the time that is shown
   * @param first when its whole ledger begins, in milliseconds since 1970
   * @param last when it ends so far
   */
  record Jvm(long pid, String main, String state, LedgerState content, long first, long last) {
    static Jvm of(JvmView view, LedgerState content) {
      return new Jvm(
          view.folder().meta().pid(),
          view.folder().meta().main(),
          view.state(),
          content,
          view.content().time().first(),
          view.content().time().last());
    }

    boolean runs() {
      return state.equals("running");
    }
  }

  /** The one at a place, or the nearest; null when there is none. */
  @Nullable Jvm jvm(int place) {
    return jvms.isEmpty() ? null : jvms.get(Math.max(0, Math.min(place, jvms.size() - 1)));
  }
}
