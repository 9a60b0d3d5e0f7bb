package dev.rein.agent.price;

import java.util.ArrayList;
import java.util.List;

/** The rows of a table while it is read, of bounded number. */
final class RowList {
  private final List<PriceEntry> rows = new ArrayList<>();

  void add(PriceEntry row, PriceJson json) throws PriceFileException {
    if (rows.size() == PriceFileReader.MOST_ROWS) {
      throw json.wrong("too many prices; at most " + PriceFileReader.MOST_ROWS);
    }
    rows.add(row);
  }

  List<PriceEntry> rows() {
    return rows;
  }
}
