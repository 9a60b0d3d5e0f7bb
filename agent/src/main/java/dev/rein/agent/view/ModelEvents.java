package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.ModelEntry.LoopNoticed;
import dev.rein.agent.ledger.ModelEntry.ModelCalled;
import dev.rein.agent.ledger.ModelEntry.RateWindow;
import dev.rein.agent.ledger.ModelEntry.ToolCalled;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells as events how models and tools were called. Details go by OpenTelemetry's names where it
 * has some.
 */
final class ModelEvents {
  static final String MODEL_CALLED = "model.called";
  static final String TOOL_CALLED = "tool.called";

  private static final String ERROR = "error.type";

  private ModelEvents() {}

  /**
   * Whether it comes so often, and says so little, that it would push out what matters.
   *
   * @param event of any kind
   */
  static boolean isRoutine(Event event) {
    return event.severity().equals("info")
        && (event.type().equals(MODEL_CALLED) || event.type().equals(TOOL_CALLED));
  }

  /**
   * @param account id of the account that the entry names
   */
  static @Nullable Event of(LedgerEntry entry, String account) {
    if (entry instanceof ModelCalled call) {
      return called(call, account);
    }
    if (entry instanceof ToolCalled call) {
      return called(call, account);
    }
    if (entry instanceof LoopNoticed loop) {
      Map<String, Object> details = Map.of("gen_ai.tool.name", loop.tool(), "times", loop.times());
      String message =
          "calls " + loop.tool() + " with the same arguments, " + loop.times() + " times in a row";
      return Events.event(
          entry, "tool.loop", "warning", account, "tools.repeated", message, details);
    }
    return entry instanceof RateWindow window ? low(window, account) : null;
  }

  private static Event called(ModelCalled call, String account) {
    boolean failed = call.failed();
    // That a server asks for fewer requests has an event of its own.
    boolean refused = call.status() == 429 || call.status() == 503;
    boolean warn = failed && !refused;
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("gen_ai.provider.name", call.provider());
    details.put(failed ? "gen_ai.request.model" : "gen_ai.response.model", call.model());
    details.put("gen_ai.usage.input_tokens", call.input());
    details.put("gen_ai.usage.output_tokens", call.output());
    details.put("gen_ai.usage.cache_read.input_tokens", call.cached());
    details.put("gen_ai.usage.cache_creation.input_tokens", call.cacheWritten());
    if (call.status() != 0) {
      details.put("http.response.status_code", call.status());
    }
    if (failed) {
      details.put(ERROR, call.status() == 0 ? "no_answer" : String.valueOf(call.status()));
    }
    if (call.picoDollars() >= 0) {
      details.put("cost", Money.plain(Money.of(call.picoDollars())));
    }
    details.put("millis", call.millis());
    details.put("streamed", call.streamed());
    details.put("estimated", call.estimated());
    return Events.event(
        call,
        MODEL_CALLED,
        warn ? "warning" : "info",
        account,
        "llm.calls",
        message(call),
        details);
  }

  /** Without numbers that are different each time where it failed: those can be told together. */
  private static String message(ModelCalled call) {
    String name =
        call.provider() + " " + (call.model().isEmpty() ? "with no model named" : call.model());
    String failure =
        !call.failed() ? "" : call.status() == 0 ? ": no answer" : ": failed with " + call.status();
    if (call.failed() && call.input() == 0 && call.output() == 0) {
      return name + failure;
    }
    return name
        + failure
        + (call.failed() ? ", " : ": ")
        + (call.estimated() ? "about " : "")
        + Amount.of(call.input(), "count")
        + " tokens in"
        + (call.cached() == 0 ? "" : " (" + Amount.of(call.cached(), "count") + " from the cache)")
        + ", "
        + Amount.of(call.output(), "count")
        + " out, "
        + (call.unpriced()
            ? "price not known"
            : Money.text(Money.of(Math.max(0, call.picoDollars()))))
        + ", "
        + Amount.spent(call.millis());
  }

  private static Event called(ToolCalled call, String account) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("gen_ai.tool.name", call.tool());
    details.put("millis", call.millis());
    if (call.failed()) {
      details.put(ERROR, "_OTHER");
    }
    return Events.event(
        call,
        TOOL_CALLED,
        call.failed() ? "warning" : "info",
        account,
        "tools.called",
        "tool " + call.tool() + (call.failed() ? " failed" : ", " + Amount.spent(call.millis())),
        details);
  }

  private static @Nullable Event low(RateWindow window, String account) {
    if (!RateWindows.isLow(window)) {
      return null;
    }
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("target", window.target());
    details.put("kind", window.kind());
    details.put("limit", window.limit());
    details.put("remaining", window.remaining());
    if (window.resetMillis() >= 0) {
      details.put("resetMillis", window.resetMillis());
    }
    String message =
        window.target()
            + " has "
            + Amount.of(window.remaining(), "count")
            + " of "
            + Amount.of(window.limit(), "count")
            + " "
            + window.kind()
            + " left"
            + (window.resetMillis() < 0 ? "" : ", anew in " + Amount.spent(window.resetMillis()));
    return Events.event(
        window,
        "model.window_low",
        "warning",
        account,
        "llm." + window.kind() + ".remaining",
        message,
        details);
  }
}
