package dev.rein.agent.price;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the models of many providers cost. Safe on any thread. */
public final class PriceTable {
  /** A program uses a handful of models; names that a server makes up must not fill the heap. */
  private static final int MOST_KNOWN = 1_000;

  private final String date;
  private final String source;
  private final PriceIndex index;
  private final Map<String, Optional<PriceEntry>> known = new ConcurrentHashMap<>();

  /**
   * @param date of when the prices are
   * @param source where they come from
   */
  PriceTable(String date, String source, List<PriceEntry> rows) {
    this.date = date;
    this.source = source;
    this.index = new PriceIndex(rows);
  }

  /** The one in Rein's jar; read when it is first asked for. */
  public static PriceTable shipped() {
    return ShippedPrices.TABLE;
  }

  /**
   * Reads a file of Rein's own format, of that of genai-prices or of that of LiteLLM.
   *
   * @throws PriceFileException with what is wrong with it, and where
   */
  public static PriceTable read(Path file) throws PriceFileException {
    return PriceFileReader.read(file);
  }

  /**
   * What a model costs now, or null when the table does not say.
   *
   * @param provider by OpenTelemetry's name, or as genai-prices or LiteLLM call it; empty where
   *     nobody knows
   * @param model as the request or the answer names it
   */
  public @Nullable ModelPrice find(String provider, String model) {
    return find(provider, model, Instant.now());
  }

  /** What a model costs at a moment, or null when the table does not say. */
  public @Nullable ModelPrice find(String provider, String model, Instant when) {
    if (model.length() > ModelNames.LONGEST || provider.length() > ModelNames.LONGEST) {
      return null;
    }
    String key = provider + '\n' + model;
    Optional<PriceEntry> row = known.get(key);
    if (row == null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      row = Optional.ofNullable(index.find(provider, model));
      known.put(key, row);
    }
    return row.isPresent() ? row.get().at(when) : null;
  }

  /** What each provider takes for a model now, by the providers' names. */
  public List<ModelPrice> findAll(String model, Instant when) {
    Set<String> names = ModelNames.of(model);
    List<ModelPrice> found = new ArrayList<>();
    for (String provider : index.providers()) {
      PriceEntry row = index.findOf(provider, names);
      if (row != null) {
        found.add(row.at(when));
      }
    }
    return found;
  }

  /** All prices that hold at a moment, in the table's order. */
  public List<ModelPrice> all(Instant when) {
    return index.rows().stream().map(row -> row.at(when)).toList();
  }

  /** Of when the prices are: {@code 2026-07-01}. */
  public String date() {
    return date;
  }

  /** Where they come from, for people. */
  public String source() {
    return source;
  }
}
