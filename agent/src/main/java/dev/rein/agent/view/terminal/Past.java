package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of one JVM as it was at an earlier time, read anew when one goes further back, a part
 * at a time where it is long.
 */
final class Past implements AutoCloseable {
  /** So many entries take a millisecond or two. */
  private static final int STEP = 1_000;

  private @Nullable JvmView of;
  private @Nullable JvmView view;
  private Instant until = Instant.MIN;
  private boolean behind;

  /**
   * What is known of it so far, see {@link #isBehind}.
   *
   * @param mayGoOn false once there is no more time to read
   */
  LedgerState at(JvmView jvm, Instant time, BooleanSupplier mayGoOn)
      throws LedgerUnreadableException {
    JvmView open = view;
    if (open == null || of != jvm || time.isBefore(until)) {
      close();
      open = JvmView.open(jvm.folder());
      view = open;
      of = jvm;
    }
    until = time;
    do {
      behind = !open.refreshUntil(time, STEP);
    } while (behind && mayGoOn.getAsBoolean());
    return open.content();
  }

  /** True while it is not read as far as the time that was asked for last. */
  boolean isBehind() {
    return view != null && behind;
  }

  @Override
  public void close() {
    JvmView open = view;
    view = null;
    behind = false;
    if (open != null) {
      open.close();
    }
  }
}
