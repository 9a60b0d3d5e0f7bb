package dev.rein.agent.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rein.agent.cli.PricesCommand.PriceAnswer;
import dev.rein.agent.price.ModelPrice;
import dev.rein.agent.price.ModelPrice.Rate;
import dev.rein.agent.price.ModelPrices;
import dev.rein.agent.text.Quantity;
import dev.rein.agent.view.Printable;
import java.util.ArrayList;
import java.util.List;

/** Prices as {@code rein prices} prints them: in dollars for a million tokens. */
final class PricesText {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private PricesText() {}

  static List<String> lines(ModelPrices prices, List<PriceAnswer> answers) {
    List<String> lines = new ArrayList<>();
    lines.add("Prices:  " + Printable.of(prices.table().date()) + ", in US dollars per million");
    lines.add("Source:  " + Printable.of(prices.table().source()));
    lines.add("Unknown: " + ModelPolicyText.of(prices.policy().unknown()));
    lines.add("");
    List<String[]> rows = new ArrayList<>();
    rows.add(
        new String[] {
          "PROVIDER", "MODEL", "INPUT", "OUTPUT", "CACHED", "CACHE-WRITE", "MAX-OUTPUT"
        });
    List<String> unknown = new ArrayList<>();
    for (PriceAnswer answer : answers) {
      answer.prices().forEach(price -> addRows(price, rows));
      if (answer.prices().isEmpty()) {
        unknown.add(Printable.of(answer.asked()) + ": no price is known");
      }
    }
    if (rows.size() > 1) {
      TextTable.of(rows, lines);
    }
    lines.addAll(unknown);
    return lines;
  }

  private static void addRows(ModelPrice price, List<String[]> rows) {
    for (Rate rate : price.rates()) {
      boolean first = rate.above() == 0;
      rows.add(
          new String[] {
            first ? Printable.of(price.provider()) : "",
            first ? Printable.of(price.model()) : "  above " + rate.above() + " tokens",
            money(rate.input()),
            money(rate.output()),
            money(rate.cached()),
            money(rate.cacheWrite()),
            first && price.maxOutput() != 0 ? String.valueOf(price.maxOutput()) : ""
          });
    }
  }

  /** Picodollars for a token are millionths of a dollar for a million. */
  private static String money(long picodollars) {
    return Quantity.money(picodollars);
  }

  static String json(ModelPrices prices, List<PriceAnswer> answers) {
    JsonObject document = new JsonObject();
    document.addProperty("date", prices.table().date());
    document.addProperty("source", prices.table().source());
    document.add("unknown", ModelPolicyText.json(prices.policy().unknown()));
    document.addProperty("max_output", prices.policy().maxOutput());
    JsonArray found = new JsonArray();
    JsonArray unknown = new JsonArray();
    for (PriceAnswer answer : answers) {
      answer.prices().forEach(price -> found.add(json(price, answer.asked())));
      if (answer.prices().isEmpty()) {
        unknown.add(answer.asked());
      }
    }
    document.add("prices", found);
    document.add("no_price", unknown);
    return GSON.toJson(document);
  }

  private static JsonObject json(ModelPrice price, String asked) {
    JsonObject json = new JsonObject();
    json.addProperty("asked", asked.isEmpty() ? null : asked);
    json.addProperty("provider", price.provider());
    json.addProperty("model", price.model());
    json.addProperty("max_output", price.maxOutput() == 0 ? null : price.maxOutput());
    JsonArray rates = new JsonArray();
    for (Rate rate : price.rates()) {
      JsonObject one = new JsonObject();
      one.addProperty("above_tokens", rate.above());
      one.addProperty("input_micro_usd", rate.input());
      one.addProperty("output_micro_usd", rate.output());
      one.addProperty("cached_micro_usd", rate.cached());
      one.addProperty("cache_write_micro_usd", rate.cacheWrite());
      rates.add(one);
    }
    json.add("rates", rates);
    return json;
  }
}
