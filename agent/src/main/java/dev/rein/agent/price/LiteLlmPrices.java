package dev.rein.agent.price;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.rein.agent.price.ModelPrice.Rate;
import dev.rein.agent.price.RateBuilder.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads LiteLLM's model_prices_and_context_window.json: an object for each model, with dollars for
 * a token. Models that are not billed by tokens are left out.
 */
final class LiteLlmPrices {
  private static final Map<String, Kind> PRICES =
      Map.of(
          "input_cost_per_token", Kind.INPUT,
          "output_cost_per_token", Kind.OUTPUT,
          "cache_read_input_token_cost", Kind.CACHED,
          "cache_creation_input_token_cost", Kind.CACHE_WRITE);

  private static final Pattern STEP = Pattern.compile("(.+)_above_(\\d{1,6})k_tokens");

  /** What answers with no tokens, so that a price of these is not missing. */
  private static final Set<String> WITHOUT_OUTPUT = Set.of("embedding", "rerank", "moderation");

  /** Describes the others; what it has are no prices. */
  private static final String SAMPLE = "sample_spec";

  private final PriceJson json;
  private final RowList rows = new RowList();

  LiteLlmPrices(PriceJson json) {
    this.json = json;
  }

  /**
   * Reads the rest of the file.
   *
   * @param first name of the file's object, after which the reader stands
   */
  List<PriceEntry> read(String first) throws IOException, PriceFileException {
    JsonReader in = json.json();
    String name = first;
    while (true) {
      if (name.equals(SAMPLE)) {
        in.skipValue();
      } else {
        readModel(name);
      }
      if (in.peek() != JsonToken.NAME) {
        break;
      }
      name = in.nextName();
    }
    in.endObject();
    return rows.rows();
  }

  private void readModel(String name) throws IOException, PriceFileException {
    JsonReader in = json.json();
    json.beginObject("the prices of a model");
    RateBuilder rates = new RateBuilder();
    String provider = "";
    String mode = "";
    long maxOutput = 0;
    while (in.hasNext()) {
      String key = in.nextName();
      switch (key) {
        case "litellm_provider" -> provider = textOrNothing();
        case "mode" -> mode = textOrNothing();
        case "max_output_tokens" -> maxOutput = tokensOrNone();
        default -> takePrice(key, rates);
      }
    }
    in.endObject();
    List<Rate> built = rates.build();
    boolean complete = rates.has(Kind.OUTPUT) || WITHOUT_OUTPUT.contains(mode);
    if (built.isEmpty() || !complete || name.isBlank() || name.length() > PriceJson.LONGEST_TEXT) {
      return;
    }
    String canonical = ProviderNames.canonical(provider);
    String model = withoutProvider(name, canonical);
    rows.add(
        new PriceEntry(
            canonical,
            new ModelMatch.Equal(ModelMatch.lower(model)),
            new ModelPrice(canonical, model, built, maxOutput)),
        json);
  }

  /** {@code azure/gpt-4o} of Azure is its {@code gpt-4o}; what follows is a region or the name. */
  private static String withoutProvider(String name, String provider) {
    String prefix = ModelNames.prefix(name);
    boolean itsOwn = !prefix.isEmpty() && ProviderNames.canonical(prefix).equals(provider);
    return itsOwn && prefix.length() + 1 < name.length()
        ? name.substring(prefix.length() + 1)
        : name;
  }

  private void takePrice(String key, RateBuilder rates) throws IOException, PriceFileException {
    Kind kind = PRICES.get(key);
    long above = 0;
    if (kind == null) {
      Matcher step = STEP.matcher(key);
      kind = step.matches() ? PRICES.get(step.group(1)) : null;
      above = kind == null ? 0 : Long.parseLong(step.group(2)) * 1000;
    }
    if (kind == null) {
      json.json().skipValue();
    } else {
      rates.put(kind, above, json.price(0));
    }
  }

  private String textOrNothing() throws IOException {
    if (json.isNext(JsonToken.STRING)) {
      return json.json().nextString();
    }
    json.json().skipValue();
    return "";
  }

  private long tokensOrNone() throws IOException, PriceFileException {
    if (!json.isNext(JsonToken.NUMBER)) {
      json.json().skipValue();
      return 0;
    }
    BigDecimal tokens = json.number("a number of tokens");
    boolean usable =
        tokens.signum() > 0 && tokens.compareTo(BigDecimal.valueOf(ModelPrice.MOST_OUTPUT)) <= 0;
    return usable ? tokens.longValue() : 0;
  }
}
