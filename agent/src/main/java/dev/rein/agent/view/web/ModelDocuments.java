package dev.rein.agent.view.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.ledger.ModelSums;
import dev.rein.agent.view.ModelJson;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.Money;
import dev.rein.agent.view.ViewJson;
import dev.rein.agent.view.web.Snapshot.Account;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Window;
import java.math.BigDecimal;
import java.time.Instant;

/** Models, tools and money in the JSON that {@code docs/serve.md} promises. */
final class ModelDocuments {
  private ModelDocuments() {}

  /** All rows of one JVM, and its last calls. */
  static JsonObject models(Jvm jvm, Instant now) {
    JsonObject json = Documents.jvm(jvm);
    JsonArray accounts = new JsonArray();
    for (Account account : jvm.accounts()) {
      if (!account.calls().isEmpty()) {
        JsonObject one = new JsonObject();
        one.addProperty("account", account.id());
        one.add("money", money(account.calls(), now));
        one.add("models", ModelJson.models(account.calls()));
        one.add("tools", ModelJson.tools(account.calls()));
        accounts.add(one);
      }
    }
    json.add("accounts", accounts);
    json.add("windows", windows(jvm));
    json.add(
        "calls",
        Documents.list(jvm.routine(), event -> JsonParser.parseString(ViewJson.line(event))));
    return json;
  }

  static JsonArray windows(Jvm jvm) {
    return Documents.list(jvm.windows(), ModelDocuments::window);
  }

  private static JsonElement window(Window window) {
    return ModelJson.window(window.said(), window.account());
  }

  /**
   * The sum of an account's rows; JSON's null when it has called no model.
   *
   * @param now the time whose day is today, UTC
   */
  static JsonElement money(ModelUse use, Instant now) {
    if (use.models().isEmpty()) {
      return JsonNull.INSTANCE;
    }
    BigDecimal cost = use.cost();
    BigDecimal today = use.costOf(ModelSums.day(now.toEpochMilli()));
    JsonObject json = new JsonObject();
    json.addProperty("calls", use.sum(ModelTotals::calls));
    json.addProperty("failed", use.sum(ModelTotals::failed));
    json.addProperty("inputTokens", use.sum(ModelTotals::input));
    json.addProperty("outputTokens", use.sum(ModelTotals::output));
    json.addProperty("cachedTokens", use.sum(ModelTotals::cached));
    json.addProperty("cost", Money.plain(cost));
    json.addProperty("text", Money.text(cost));
    json.addProperty("costToday", Money.plain(today));
    json.addProperty("textToday", Money.text(today));
    json.addProperty("unpriced", use.sum(ModelTotals::unpriced));
    json.addProperty("estimated", use.sum(ModelTotals::estimated));
    return json;
  }
}
