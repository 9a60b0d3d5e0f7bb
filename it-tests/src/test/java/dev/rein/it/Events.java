package dev.rein.it;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;

/** What {@code rein events --json} prints. */
record Events(List<JsonObject> all) {
  static Events parse(List<String> lines) {
    return new Events(
        lines.stream().map(line -> JsonParser.parseString(line).getAsJsonObject()).toList());
  }

  /** Those of a type, such as {@code denied}. */
  List<JsonObject> ofType(String type) {
    return all.stream()
        .filter(event -> event.get("type").getAsString().toLowerCase(Locale.ROOT).contains(type))
        .toList();
  }
}
