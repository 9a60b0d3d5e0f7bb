package dev.rein.agent.price;

import com.google.gson.stream.JsonReader;
import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import java.io.IOException;
import java.util.List;

/**
 * Reads Rein's own format: {@code {"rein-prices": 1, "date": …, "source": …, "prices": […]}} with a
 * row for each model, in dollars for a million tokens. Whatever is not known in it is a mistake.
 */
final class OwnPrices {
  /** First key of such a file; its value is the format's version. */
  static final String MARK = "rein-prices";

  private static final List<String> KEYS = List.of("date", "source", "licence", "prices");

  private final PriceJson json;
  private final JsonReader in;
  private final OwnRows rows;

  OwnPrices(PriceJson json) {
    this.json = json;
    this.in = json.json();
    this.rows = new OwnRows(json);
  }

  /**
   * Reads the rest of the file.
   *
   * @param usualDate of when the prices are where it does not say so
   * @param name of the file, where it does not name its source
   */
  PriceTable read(String usualDate, String name) throws IOException, PriceFileException {
    if (json.count("the version of the format") != 1) {
      throw json.wrong("this version of the format is not known; expected 1");
    }
    String date = usualDate;
    String source = name;
    while (in.hasNext()) {
      String key = in.nextName();
      switch (key) {
        case "date" -> date = json.text("a date such as 2026-07-01");
        case "source" -> source = json.text("where the prices come from");
        case "licence" -> json.text("the licence of the prices");
        case "prices" -> {
          json.beginArray("a list of prices");
          while (in.hasNext()) {
            rows.read();
          }
          in.endArray();
        }
        default -> throw unknown(key, KEYS, json);
      }
    }
    in.endObject();
    List<PriceEntry> entries = rows.entries();
    if (entries.isEmpty()) {
      throw json.wrong("there is no price in it; expected 'prices' with some rows");
    }
    return new PriceTable(date, source, entries);
  }

  static PriceFileException unknown(String key, List<String> known, PriceJson json) {
    return json.wrong("unknown key " + Quoted.of(key) + "; " + NearestName.hint(key, known));
  }
}
