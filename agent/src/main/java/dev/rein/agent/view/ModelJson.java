package dev.rein.agent.view;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelEntry.RateWindow;
import dev.rein.agent.ledger.ModelEntry.ToolTotals;
import java.time.Instant;

/** Calls of models and tools in JSON, as all documents have them. */
public final class ModelJson {
  private ModelJson() {}

  /** A row for each model and day. Money is text: a number would be rounded where it is read. */
  public static JsonArray models(ModelUse use) {
    JsonArray rows = new JsonArray();
    for (ModelTotals row : use.models()) {
      JsonObject json = new JsonObject();
      json.addProperty("provider", row.provider());
      json.addProperty("model", row.model());
      json.addProperty("day", ModelUse.date(row.day()));
      json.addProperty("calls", row.calls());
      json.addProperty("failed", row.failed());
      json.addProperty("inputTokens", row.input());
      json.addProperty("outputTokens", row.output());
      json.addProperty("cachedTokens", row.cached());
      json.addProperty("cacheWrittenTokens", row.cacheWritten());
      json.addProperty("cost", Money.plain(Money.of(row.picoDollars())));
      json.addProperty("unpriced", row.unpriced());
      json.addProperty("estimated", row.estimated());
      rows.add(json);
    }
    return rows;
  }

  public static JsonArray tools(ModelUse use) {
    JsonArray rows = new JsonArray();
    for (ToolTotals row : use.tools()) {
      JsonObject json = new JsonObject();
      json.addProperty("name", row.tool());
      json.addProperty("calls", row.calls());
      json.addProperty("failed", row.failed());
      rows.add(json);
    }
    return rows;
  }

  /**
   * What a provider has said about how much more it answers; null for what it has not.
   *
   * @param account id of the one whose call it answered
   */
  public static JsonObject window(RateWindow window, String account) {
    JsonObject json = new JsonObject();
    json.addProperty("account", account);
    json.addProperty("target", window.target());
    json.addProperty("kind", window.kind());
    json.addProperty("limit", window.limit() < 0 ? null : window.limit());
    json.addProperty("remaining", window.remaining() < 0 ? null : window.remaining());
    json.addProperty("resetMillis", window.resetMillis() < 0 ? null : window.resetMillis());
    json.addProperty("at", Instant.ofEpochMilli(window.at()).toString());
    return json;
  }
}
