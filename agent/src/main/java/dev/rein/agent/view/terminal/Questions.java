package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.view.AccountState;
import dev.rein.agent.view.Printable;
import dev.rein.agent.view.terminal.ScreenState.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked before anything is done to a JVM. */
final class Questions {
  private Questions() {}

  static ScreenState ask(ScreenState state, char key, Scene scene) {
    Scene.Jvm jvm = scene.jvm(state.place().jvm());
    if (jvm == null) {
      return state.saying("there is no JVM");
    }
    if (!jvm.runs()) {
      return state.saying(jvm.pid() + " has ended: there is nothing to steer");
    }
    if (state.time() != null) {
      return state.saying("this is the past: press g to come back to now first");
    }
    AccountState account = AccountRows.selected(state, jvm.content());
    boolean holds = key == 'p' || key == 'r';
    String id = account == null ? "" : account.id();
    if (holds && account == null) {
      return state.saying("no account is selected");
    }
    Order order = holds ? hold(state, key, id, jvm) : decide(state, key, id, jvm);
    return order == null
        ? state.saying("no call of " + jvm.pid() + " waits for a yes or no")
        : state.with(order).in(Mode.ASK);
  }

  private static Order hold(ScreenState state, char key, String account, Scene.Jvm jvm) {
    String what = Printable.of(account) + " of " + jvm.pid() + "?";
    return key == 'p'
        ? new Order(Order.Kind.PAUSE, state.place().jvm(), account, 0, "Pause " + what)
        : new Order(Order.Kind.RESUME, state.place().jvm(), account, 0, "Resume " + what);
  }

  /** The oldest call of the selected account, or else of all. */
  private static @Nullable Order decide(
      ScreenState state, char key, String selected, Scene.Jvm jvm) {
    List<Approval> all = jvm.content().steering().approvals();
    if (all.isEmpty()) {
      return null;
    }
    Approval chosen =
        all.stream()
            .filter(one -> jvm.content().idOf(one.account()).equals(selected))
            .findFirst()
            .orElse(all.get(0));
    String account = jvm.content().idOf(chosen.account());
    String what =
        " call "
            + chosen.number()
            + " of "
            + Printable.of(account)
            + ": "
            + Printable.of(chosen.target())
            + "?";
    return key == 'a'
        ? new Order(
            Order.Kind.APPROVE, state.place().jvm(), account, chosen.number(), "Approve" + what)
        : new Order(Order.Kind.DENY, state.place().jvm(), account, chosen.number(), "Deny" + what);
  }
}
