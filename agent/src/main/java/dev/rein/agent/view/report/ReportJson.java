package dev.rein.agent.view.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.Printable;
import dev.rein.agent.view.ViewJson;
import java.time.Instant;

/** A report in JSON: the record's members by their names. */
public final class ReportJson {
  /** Escapes all that means something in HTML, so that no value can end a script element. */
  private static final Gson GSON =
      new GsonBuilder()
          .serializeNulls()
          .registerTypeAdapter(
              Instant.class,
              (JsonSerializer<Instant>) (at, type, context) -> new JsonPrimitive(at.toString()))
          .registerTypeAdapter(
              Event.class,
              (JsonSerializer<Event>)
                  (event, type, context) -> JsonParser.parseString(ViewJson.line(event)))
          .create();

  private ReportJson() {}

  /** The document of {@code rein report --json}. */
  public static String document(ReportData data) {
    return text(GSON.toJsonTree(data));
  }

  /** What the charts of the page are drawn from. */
  static String charts(ReportData data) {
    JsonObject json = new JsonObject();
    json.add("charts", GSON.toJsonTree(data.charts()));
    return text(json);
  }

  private static String text(JsonElement json) {
    return Printable.of(GSON.toJson(json));
  }
}
