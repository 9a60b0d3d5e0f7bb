package dev.rein.agent.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.agent.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A limit that calls were refused for, as {@code rein view --json} tells it.
 *
 * @param limit the last amount that was allowed
 * @param denied how many calls were refused
 */
record LimitHit(String account, String resource, String unit, long used, long limit, long denied) {
  /** All of them, in the order of the document. */
  static List<LimitHit> allIn(JsonObject view) {
    List<LimitHit> hits = new ArrayList<>();
    for (JsonElement jvm : view.getAsJsonArray("jvms")) {
      for (JsonElement account : jvm.getAsJsonObject().getAsJsonArray("accounts")) {
        addHits(account.getAsJsonObject(), hits);
      }
    }
    return hits;
  }

  private static void addHits(JsonObject account, List<LimitHit> hits) {
    String id = account.get("id").getAsString();
    for (Map.Entry<String, JsonElement> entry : account.getAsJsonObject("resources").entrySet()) {
      JsonObject resource = entry.getValue().getAsJsonObject();
      long denied = number(resource, "denied");
      if (denied > 0) {
        hits.add(
            new LimitHit(
                id,
                entry.getKey(),
                resource.get("unit").getAsString(),
                number(resource, "used"),
                number(resource, "limit"),
                denied));
      }
    }
  }

  private static long number(JsonObject resource, String name) {
    JsonElement value = resource.get(name);
    return value == null || value.isJsonNull() ? 0 : value.getAsLong();
  }

  @Override
  public String toString() {
    return "%s: %s allowed, %s used, %d more refused (account %s)"
        .formatted(
            resource, Quantity.exact(limit, unit), Quantity.exact(used, unit), denied, account);
  }
}
