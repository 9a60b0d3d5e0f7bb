package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells as events what became of a host's processes. */
final class ProcessEvents {
  private static final String RESOURCE = "processes.live";

  private ProcessEvents() {}

  /**
   * @param account id of the account that the entry names
   */
  static @Nullable Event of(LedgerEntry entry, String account) {
    if (entry instanceof LedgerEntry.ProcessStarted started) {
      Map<String, Object> details = Map.of("pid", started.pid(), "command", started.command());
      String message = "process " + started.pid() + " started: " + started.command();
      return event(entry, "process.started", account, message, details);
    }
    if (entry instanceof LedgerEntry.ProcessEnded ended) {
      return ended(ended, account);
    }
    if (entry instanceof LedgerEntry.ProcessDestroyed destroyed) {
      String how = destroyed.forced() ? "killed" : "told to end";
      Map<String, Object> details =
          Map.of(
              "pid", destroyed.pid(), "forced", destroyed.forced(), "thread", destroyed.thread());
      String message = "process " + destroyed.pid() + " " + how + " by " + destroyed.thread();
      return event(entry, "process.destroyed", account, message, details);
    }
    return null;
  }

  private static Event ended(LedgerEntry.ProcessEnded ended, String account) {
    String message =
        "process "
            + ended.pid()
            + " ended with "
            + ended.exitCode()
            + " after "
            + ended.lifeMillis()
            + " ms";
    Map<String, Object> details =
        Map.of(
            "pid", ended.pid(),
            "exitCode", ended.exitCode(),
            "lifeMillis", ended.lifeMillis());
    return event(ended, "process.ended", account, message, details);
  }

  private static Event event(
      LedgerEntry entry, String type, String account, String message, Map<String, Object> details) {
    return Events.event(entry, type, "info", account, RESOURCE, message, details);
  }
}
