package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The ledger of one JVM as it was at an earlier time, read anew when one goes further back. */
final class Past implements AutoCloseable {
  private @Nullable JvmView of;
  private @Nullable JvmView view;
  private Instant until = Instant.MIN;

  LedgerState at(JvmView jvm, Instant time) throws LedgerUnreadableException {
    JvmView open = view;
    if (open == null || of != jvm || time.isBefore(until)) {
      close();
      open = JvmView.open(jvm.folder());
      view = open;
      of = jvm;
    }
    open.refreshUntil(time);
    until = time;
    return open.content();
  }

  @Override
  public void close() {
    JvmView open = view;
    view = null;
    if (open != null) {
      open.close();
    }
  }
}
