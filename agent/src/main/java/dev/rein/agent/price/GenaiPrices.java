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
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the data.json and data_slim.json of genai-prices: a list of providers with their models, or
 * an object with it, dollars for a million tokens, steps by the size of the prompt, and prices that
 * hold from a day on or for a part of the day. Models without a price of input tokens are left out.
 */
final class GenaiPrices {
  private static final String PROVIDERS = "providers";

  private static final Map<String, Kind> PRICES =
      Map.of(
          "input_mtok", Kind.INPUT,
          "output_mtok", Kind.OUTPUT,
          "cache_read_mtok", Kind.CACHED,
          "cache_write_mtok", Kind.CACHE_WRITE);

  /** What stands in for a price of text that is missing, so that it is not taken for free. */
  private static final Map<String, Kind> OF_AUDIO =
      Map.of("input_audio_mtok", Kind.INPUT, "output_audio_mtok", Kind.OUTPUT);

  /** Of the object that newer versions of the format have around the list of providers. */
  static final Set<String> KEYS = Set.of("units", PROVIDERS);

  private static final int MILLION = 6;

  private final PriceJson json;
  private final JsonReader in;
  private final GenaiMatch match;
  private final RowList rows = new RowList();

  GenaiPrices(PriceJson json) {
    this.json = json;
    this.in = json.json();
    this.match = new GenaiMatch(json);
  }

  /**
   * Reads the rest of an object that has the list.
   *
   * @param first name of the object, after which the reader stands
   */
  List<PriceEntry> readRest(String first) throws IOException, PriceFileException {
    String name = first;
    while (true) {
      if (name.equals(PROVIDERS)) {
        read();
      } else {
        in.skipValue();
      }
      if (!in.hasNext()) {
        break;
      }
      name = in.nextName();
    }
    in.endObject();
    return rows.rows();
  }

  List<PriceEntry> read() throws IOException, PriceFileException {
    json.beginArray("a list of providers");
    while (in.hasNext()) {
      readProvider();
    }
    in.endArray();
    return rows.rows();
  }

  private void readProvider() throws IOException, PriceFileException {
    json.beginObject("a provider");
    String provider = "";
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "id" -> provider = ProviderNames.canonical(json.text("the name of a provider"));
        case "models" -> {
          if (provider.isEmpty()) {
            throw json.wrong("expected the 'id' of the provider before its models");
          }
          json.beginArray("a list of models");
          while (in.hasNext()) {
            readModel(provider);
          }
          in.endArray();
        }
        default -> in.skipValue();
      }
    }
    in.endObject();
  }

  private void readModel(String provider) throws IOException, PriceFileException {
    json.beginObject("a model");
    String place = json.place();
    String id = "";
    ModelMatch fits = null;
    List<Dated> dated = List.of();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "id" -> id = json.text("the name of a model");
        case "match" -> fits = match.read();
        case "prices" -> dated = prices();
        default -> in.skipValue();
      }
    }
    in.endObject();
    if (id.isEmpty() || fits == null) {
      throw new PriceFileException("expected a model with 'id', 'match' and 'prices'" + place);
    }
    List<Timed> timed = new ArrayList<>();
    for (Dated each : dated) {
      if (each.rates.isEmpty()) {
        return;
      }
      timed.add(new Timed(each.when, new ModelPrice(provider, id, each.rates, 0)));
    }
    if (!timed.isEmpty()) {
      rows.add(new PriceEntry(provider, fits, timed), json);
    }
  }

  private List<Dated> prices() throws IOException, PriceFileException {
    List<Dated> found = new ArrayList<>();
    if (!json.isNext(JsonToken.BEGIN_ARRAY)) {
      found.add(new Dated(When.ALWAYS, rates()));
      return found;
    }
    in.beginArray();
    while (in.hasNext()) {
      found.add(conditional());
    }
    in.endArray();
    return found;
  }

  private Dated conditional() throws IOException, PriceFileException {
    json.beginObject("prices and when they hold");
    When when = When.ALWAYS;
    List<Rate> rates = List.of();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "constraint" -> when = constraint();
        case "prices" -> rates = rates();
        default -> in.skipValue();
      }
    }
    in.endObject();
    return new Dated(when, rates);
  }

  private When constraint() throws IOException, PriceFileException {
    if (json.isNext(JsonToken.NULL)) {
      in.nextNull();
      return When.ALWAYS;
    }
    json.beginObject("when the prices hold");
    LocalDate from = null;
    LocalTime start = null;
    LocalTime end = null;
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "start_date" -> from = date();
        case "start_time" -> start = time();
        case "end_time" -> end = time();
        default -> in.skipValue();
      }
    }
    in.endObject();
    return new When(from, start, end);
  }

  private @Nullable LocalDate date() throws IOException, PriceFileException {
    String text = json.text("a date such as 2026-03-13");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw json.wrong(Quoted.of(text) + " is no date; expected one such as 2026-03-13");
    }
  }

  private LocalTime time() throws IOException, PriceFileException {
    String text = json.text("a time such as 16:30:00Z");
    try {
      return text.indexOf('Z') < 0 && text.indexOf('+') < 0 && text.indexOf('-') < 0
          ? LocalTime.parse(text)
          : OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
    } catch (DateTimeException e) {
      throw json.wrong(Quoted.of(text) + " is no time; expected one such as 16:30:00Z");
    }
  }

  private List<Rate> rates() throws IOException, PriceFileException {
    json.beginObject("the prices of a model");
    RateBuilder rates = new RateBuilder();
    RateBuilder audio = new RateBuilder();
    while (in.hasNext()) {
      String key = in.nextName();
      Kind kind = PRICES.get(key);
      Kind ofAudio = OF_AUDIO.get(key);
      if (kind != null) {
        takePrice(kind, rates);
      } else if (ofAudio != null) {
        takePrice(ofAudio, audio);
      } else {
        in.skipValue();
      }
    }
    in.endObject();
    rates.putMissing(audio);
    return rates.build();
  }

  private void takePrice(Kind kind, RateBuilder rates) throws IOException, PriceFileException {
    if (!json.isNext(JsonToken.BEGIN_OBJECT)) {
      rates.put(kind, 0, json.price(MILLION));
      return;
    }
    in.beginObject();
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "base" -> rates.put(kind, 0, json.price(MILLION));
        case "tiers" -> {
          json.beginArray("a list of steps");
          while (in.hasNext()) {
            takeStep(kind, rates);
          }
          in.endArray();
        }
        default -> in.skipValue();
      }
    }
    in.endObject();
  }

  private void takeStep(Kind kind, RateBuilder rates) throws IOException, PriceFileException {
    json.beginObject("a step with 'start' and 'price'");
    long start = -1;
    Long price = null;
    while (in.hasNext()) {
      switch (in.nextName()) {
        case "start" -> start = json.count("a number of tokens");
        case "price" -> price = json.price(MILLION);
        default -> in.skipValue();
      }
    }
    in.endObject();
    if (start < 0 || price == null) {
      throw json.wrong("expected a step with 'start' and 'price'");
    }
    rates.put(kind, start, price);
  }

  /** Rates and when they hold; none where no price of input is known. */
  private record Dated(When when, List<Rate> rates) {}
}
