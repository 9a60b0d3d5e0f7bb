package dev.rein.agent.price;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the models of many providers cost. Safe on any thread. */
public final class PriceTable {
  private final String date;
  private final String source;

  PriceTable(String date, String source) {
    this.date = date;
    this.source = source;
  }

  /** The one in Rein's jar; read when it is first asked for. */
  public static PriceTable shipped() {
    return new PriceTable("", "");
  }

  /**
   * Reads a file of Rein's own format, of that of genai-prices or of that of LiteLLM.
   *
   * @throws PriceFileException with what is wrong with it, and where
   */
  public static PriceTable read(Path file) throws PriceFileException {
    throw new PriceFileException("not read yet: " + file);
  }

  /** What a model costs now, or null when the table does not say. */
  public @Nullable ModelPrice find(String provider, String model) {
    return null;
  }

  /** All prices that hold now, in the table's order. */
  public List<ModelPrice> all() {
    return List.of();
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
