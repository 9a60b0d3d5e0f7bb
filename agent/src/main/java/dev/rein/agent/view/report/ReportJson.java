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
  private static final int LONGEST_NAME = 80;

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
    json.add("charts", GSON.toJsonTree(data.charts().stream().map(ReportJson::titled).toList()));
    return text(json);
  }

  /** Its names become a title, for which there is little room. */
  private static ReportData.Chart titled(ReportData.Chart chart) {
    return new ReportData.Chart(
        Printable.of(chart.account(), LONGEST_NAME),
        Printable.of(chart.resource(), LONGEST_NAME),
        Printable.of(chart.unit(), LONGEST_NAME),
        chart.seconds(),
        chart.values(),
        chart.limit());
  }

  private static String text(JsonElement json) {
    return Printable.of(GSON.toJson(json));
  }
}
