package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells as events what was left open at an end, and what cleaning came to. */
public final class LifecycleEvents {
  private LifecycleEvents() {}

  /**
   * Null also for what is open while the work goes on, and for what the program has stopped, for
   * these are states.
   *
   * @param account id of the account that the entry names
   */
  static @Nullable Event of(LedgerEntry entry, String account) {
    if (entry instanceof LeftOpen open && open.stage() != LeftOpen.Stage.OPEN) {
      return left(open, account);
    }
    if (entry instanceof Cleaned cleaned && cleaned.result() != Cleaned.Result.STOPPED) {
      boolean failed = cleaned.result() == Cleaned.Result.FAILED;
      String message =
          (failed ? "not cleaned: " : "cleaned: ")
              + cleaned.what()
              + (failed ? ": " + cleaned.failure() : "");
      Map<String, Object> details =
          Map.of("number", cleaned.number(), "what", cleaned.what(), "failure", cleaned.failure());
      return Events.event(
          entry,
          failed ? "lifecycle.failed" : "lifecycle.cleaned",
          failed ? "warning" : "info",
          account,
          null,
          message,
          details);
    }
    return null;
  }

  private static Event left(LeftOpen open, String account) {
    String message =
        "left open at the end of the "
            + (open.stage() == LeftOpen.Stage.JVM_END ? "JVM: " : "work: ")
            + word(open.kind())
            + (open.id() == 0 ? " " : " " + open.id() + " ")
            + open.name()
            + (open.where().isEmpty() ? "" : ", started at " + open.where());
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("number", open.number());
    details.put("kind", word(open.kind()));
    details.put("id", open.id());
    details.put("name", open.name());
    details.put(
        "started", open.started() == 0 ? "" : Instant.ofEpochMilli(open.started()).toString());
    details.put("where", open.where());
    details.put("thread", open.thread());
    return Events.event(open, "lifecycle.left_open", "warning", account, null, message, details);
  }

  /** {@code temp file}. */
  public static String word(LeftOpen.Kind kind) {
    return switch (kind) {
      case PROCESS -> "process";
      case TEMP_FILE -> "temp file";
      case HANDLE -> "file";
      case THREAD -> "thread";
      case SLOT -> "slot";
      case TRACKED -> "tracked resource";
    };
  }

  /** {@code 2 children, 1 temp file}; empty when there is nothing. */
  static String counts(Map<LeftOpen.Kind, Integer> counts) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (kind, count) -> {
          String word = kind == LeftOpen.Kind.PROCESS ? "child" : word(kind);
          String many = kind == LeftOpen.Kind.PROCESS ? "children" : word + "s";
          text.append(text.isEmpty() ? "" : ", ");
          text.append(String.format(Locale.ROOT, "%d %s", count, count == 1 ? word : many));
        });
    return text.toString();
  }
}
