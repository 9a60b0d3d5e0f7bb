package dev.rein.it;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.it.models.Usage;
import java.util.Map;
import java.util.TreeMap;

/**
 * What Rein shows of the calls of a model, of all days.
 *
 * @param calls all, with those that failed
 * @param estimated how many calls Rein had to estimate
 */
record ModelRow(String provider, long calls, long failed, long estimated, Usage usage) {
  /** Those of a JVM by the model's name. */
  static Map<String, ModelRow> byModel(Ledgers.Jvm jvm) {
    Map<String, ModelRow> rows = new TreeMap<>();
    for (JsonElement element : jvm.account().getAsJsonArray("models")) {
      JsonObject json = element.getAsJsonObject();
      rows.merge(json.get("model").getAsString(), of(json), ModelRow::plus);
    }
    return rows;
  }

  private static ModelRow of(JsonObject json) {
    return new ModelRow(
        json.get("provider").getAsString(),
        number(json, "calls"),
        number(json, "failed"),
        number(json, "estimated"),
        new Usage(
            number(json, "inputTokens"),
            number(json, "outputTokens"),
            number(json, "cachedTokens"),
            number(json, "cacheWrittenTokens")));
  }

  private static long number(JsonObject json, String name) {
    return json.get(name).getAsLong();
  }

  private ModelRow plus(ModelRow other) {
    return new ModelRow(
        provider,
        calls + other.calls,
        failed + other.failed,
        estimated + other.estimated,
        usage.plus(other.usage));
  }

  long input() {
    return usage.input();
  }

  long output() {
    return usage.output();
  }

  long cached() {
    return usage.cached();
  }
}
