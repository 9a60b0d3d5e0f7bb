package dev.rein.agent.price;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.rein.agent.price.ModelPrice.Rate;
import dev.rein.agent.price.PriceEntry.Timed;
import dev.rein.agent.price.PriceEntry.When;
import dev.rein.agent.price.RateBuilder.Kind;
import dev.rein.agent.text.Quoted;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows of Rein's own format. */
final class OwnRows {
  private static final Map<String, Kind> PRICES =
      Map.of(
          "input", Kind.INPUT,
          "output", Kind.OUTPUT,
          "cached", Kind.CACHED,
          "cache-write", Kind.CACHE_WRITE);

  private static final List<String> KEYS =
      List.of(
          "provider",
          "model",
          "input",
          "output",
          "cached",
          "cache-write",
          "max-output",
          "from",
          "above");

  private static final List<String> STEP_KEYS =
      List.of("tokens", "input", "output", "cached", "cache-write");

  private static final int MILLION = 6;

  private final PriceJson json;
  private final JsonReader in;

  /** By provider and pattern, in the order of the file; of each what holds from which day on. */
  private final Map<Model, List<Timed>> rows = new LinkedHashMap<>();

  OwnRows(PriceJson json) {
    this.json = json;
    this.in = json.json();
  }

  void read() throws IOException, PriceFileException {
    json.beginObject("a row such as {\"provider\": \"openai\", \"model\": \"gpt-4o\", …}");
    String place = json.place();
    Row row = new Row();
    while (in.hasNext()) {
      take(in.nextName(), row);
    }
    in.endObject();
    List<Rate> rates = row.rates.build();
    if (row.models.isEmpty() || rates.isEmpty() || !row.rates.has(Kind.OUTPUT)) {
      throw new PriceFileException(
          "the row is not complete; expected 'model', 'input' and 'output'" + place);
    }
    for (String model : row.models) {
      add(model, row, rates, place);
    }
  }

  private void add(String model, Row row, List<Rate> rates, String place)
      throws PriceFileException {
    String provider = ProviderNames.canonical(row.provider);
    Model key = new Model(provider, ModelMatch.lower(model));
    boolean isNew = !rows.containsKey(key);
    List<Timed> timed = rows.computeIfAbsent(key, unused -> new ArrayList<>());
    if (isNew == (row.from != null)) {
      throw new PriceFileException(
          Quoted.of(model)
              + (isNew
                  ? " has a price with 'from' only; expected one without it before"
                  : " has a price already; expected 'from' in the later row")
              + place);
    }
    if (rows.size() > PriceFileReader.MOST_ROWS) {
      throw json.wrong("too many prices; at most " + PriceFileReader.MOST_ROWS);
    }
    timed.add(
        new Timed(
            new When(row.from, null, null), new ModelPrice(provider, model, rates, row.maxOutput)));
  }

  /** What was read. */
  List<PriceEntry> entries() {
    List<PriceEntry> entries = new ArrayList<>();
    rows.forEach(
        (model, timed) ->
            entries.add(new PriceEntry(model.provider, ModelMatch.of(model.pattern), timed)));
    return entries;
  }

  private void take(String key, Row row) throws IOException, PriceFileException {
    Kind kind = PRICES.get(key);
    if (kind != null) {
      row.rates.put(kind, 0, price());
      return;
    }
    switch (key) {
      case "provider" -> row.provider = json.text("the name of a provider, or *");
      case "model" -> row.models = models();
      case "max-output" -> row.maxOutput = maxOutput();
      case "from" -> row.from = date();
      case "above" -> steps(row.rates);
      default -> throw OwnPrices.unknown(key, KEYS, json);
    }
  }

  private Long price() throws IOException, PriceFileException {
    Long price = json.price(MILLION);
    if (price == null || price < 0) {
      throw json.wrong("a price is 0 or more");
    }
    return price;
  }

  private List<String> models() throws IOException, PriceFileException {
    if (!json.isNext(JsonToken.BEGIN_ARRAY)) {
      return List.of(json.text("the name of a model, or a pattern with *"));
    }
    List<String> models = new ArrayList<>();
    in.beginArray();
    while (in.hasNext()) {
      models.add(json.text("the name of a model, or a pattern with *"));
    }
    in.endArray();
    return models;
  }

  private long maxOutput() throws IOException, PriceFileException {
    long tokens = json.count("a number of tokens");
    if (tokens > ModelPrice.MOST_OUTPUT) {
      throw json.wrong("these are too many tokens; at most " + ModelPrice.MOST_OUTPUT);
    }
    return tokens;
  }

  private LocalDate date() throws IOException, PriceFileException {
    String text = json.text("a date such as 2026-07-01");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw json.wrong(Quoted.of(text) + " is no date; expected one such as 2026-07-01");
    }
  }

  private void steps(RateBuilder rates) throws IOException, PriceFileException {
    json.beginArray("a list such as [{\"tokens\": 200000, \"input\": 2.50, \"output\": 15.00}]");
    while (in.hasNext()) {
      step(rates);
    }
    in.endArray();
  }

  private void step(RateBuilder rates) throws IOException, PriceFileException {
    json.beginObject("a step such as {\"tokens\": 200000, \"input\": 2.50, \"output\": 15.00}");
    long above = 0;
    while (in.hasNext()) {
      String key = in.nextName();
      Kind kind = PRICES.get(key);
      if (key.equals("tokens")) {
        above = json.count("a number of tokens");
      } else if (kind == null) {
        throw OwnPrices.unknown(key, STEP_KEYS, json);
      } else if (above == 0) {
        throw json.wrong("a step begins with 'tokens', a number above 0");
      } else {
        rates.put(kind, above, price());
      }
    }
    in.endObject();
  }

  /** Whose model it is, and its name or pattern. */
  private record Model(String provider, String pattern) {}

  /** A row while it is read. */
  private static final class Row {
    private final RateBuilder rates = new RateBuilder();
    private String provider = PriceEntry.ANYBODY;
    private List<String> models = List.of();
    private long maxOutput;
    private @Nullable LocalDate from;
  }
}
