package dev.rein.agent.view.terminal;

import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that can be seen: the JVMs as their ledgers tell, now or at an earlier time.
 *
 * @param now the time that is shown
 * @param place where JVMs are looked for
 * @param leftOut how many there are besides
 */
record Scene(List<Jvm> jvms, Instant now, String place, int leftOut) {
  Scene {
    jvms = List.copyOf(jvms);
  }

  /**
   * One of them.
   *
   * @param content as it was at the time that is shown
   * @param first when its whole ledger begins, in milliseconds since 1970
   * @param last when it ends so far
   * @param reading true while there is more to read until then
   */
  record Jvm(
      long pid,
      String main,
      String state,
      LedgerState content,
      long first,
      long last,
      boolean reading) {
    private static final List<String> PHASES =
        List.of("normal", "warning", "intervention", "termination");

    static Jvm of(JvmView view, LedgerState content, boolean reading) {
      return new Jvm(
          view.folder().meta().pid(),
          view.folder().meta().main(),
          view.state(),
          content,
          view.content().time().first(),
          view.content().time().last(),
          reading);
    }

    /** The worst that one of its accounts is in. */
    String worstPhase() {
      return content.accounts().stream()
          .map(StatusWord::phase)
          .max(Comparator.comparingInt(PHASES::indexOf))
          .orElse("");
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
