package dev.rein.agent.price;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The table in Rein's jar, which loading this class reads. */
final class ShippedPrices {
  static final String FILE = "prices.json";
  static final PriceTable TABLE = read();

  private ShippedPrices() {}

  private static PriceTable read() {
    try (InputStream in = ShippedPrices.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("Rein's jar lacks " + FILE);
      }
      return PriceFileReader.read(in, "", FILE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (PriceFileException e) {
      throw new IllegalStateException(e);
    }
  }
}
