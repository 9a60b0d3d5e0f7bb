package dev.rein.agent.control;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Accounts and waiting calls as the protocol writes them, both ways. */
final class StatusJson {
  private StatusJson() {}

  static JsonArray accounts(List<AccountStatus> accounts) {
    JsonArray array = new JsonArray();
    for (AccountStatus account : accounts) {
      JsonObject json = new JsonObject();
      json.addProperty("id", account.id());
      json.addProperty("parent", account.parent());
      json.addProperty("phase", account.phase());
      json.addProperty("paused", account.paused());
      json.addProperty("priority", account.priority());
      json.addProperty("active", account.active());
      json.addProperty("waiting", account.waiting());
      JsonObject used = new JsonObject();
      new TreeMap<>(account.used()).forEach(used::addProperty);
      json.add("used", used);
      array.add(json);
    }
    return array;
  }

  static AccountStatus account(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    JsonElement parent = json.get("parent");
    Map<String, Long> used = new LinkedHashMap<>();
    json.getAsJsonObject("used")
        .entrySet()
        .forEach(entry -> used.put(entry.getKey(), entry.getValue().getAsLong()));
    return new AccountStatus(
        json.get("id").getAsString(),
        parent == null || parent.equals(JsonNull.INSTANCE) ? null : parent.getAsString(),
        json.get("phase").getAsString(),
        json.get("paused").getAsBoolean(),
        json.get("priority").getAsString(),
        json.get("active").getAsInt(),
        json.get("waiting").getAsLong(),
        used);
  }

  static JsonArray approvals(List<PendingApproval> approvals) {
    JsonArray array = new JsonArray();
    for (PendingApproval approval : approvals) {
      JsonObject json = new JsonObject();
      json.addProperty("number", approval.number());
      json.addProperty("account", approval.account());
      json.addProperty("target", approval.target());
      json.addProperty("reason", approval.reason());
      json.addProperty("price", approval.price());
      json.addProperty("since", approval.since().toString());
      array.add(json);
    }
    return array;
  }

  static PendingApproval approval(JsonElement element) {
    JsonObject json = element.getAsJsonObject();
    return new PendingApproval(
        json.get("number").getAsLong(),
        json.get("account").getAsString(),
        json.get("target").getAsString(),
        json.get("reason").getAsString(),
        json.get("price").getAsString(),
        Instant.parse(json.get("since").getAsString()));
  }

  static <T> JsonArray array(List<T> values, Function<T, JsonElement> toJson) {
    JsonArray array = new JsonArray();
    values.forEach(value -> array.add(toJson.apply(value)));
    return array;
  }

  static <T> List<T> list(JsonElement array, Function<JsonElement, T> fromJson) {
    List<T> list = new ArrayList<>();
    array.getAsJsonArray().forEach(element -> list.add(fromJson.apply(element)));
    return list;
  }
}
