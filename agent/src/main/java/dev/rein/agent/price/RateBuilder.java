package dev.rein.agent.price;

import dev.rein.agent.price.ModelPrice.Rate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts the rates of a model together out of prices that each have steps of their own. */
final class RateBuilder {
  /** The kinds of tokens that have a price. */
  enum Kind {
    INPUT,
    OUTPUT,
    CACHED,
    CACHE_WRITE
  }

  private final Map<Kind, TreeMap<Long, Long>> prices = new EnumMap<>(Kind.class);
  private boolean unusable;

  /**
   * Takes a price.
   *
   * @param above tokens of input that a call must have more than
   * @param price picodollars for a token; null for none, and what is negative is no price
   */
  void put(Kind kind, long above, @Nullable Long price) {
    if (price != null && price < 0) {
      unusable = true;
    } else if (price != null) {
      prices.computeIfAbsent(kind, key -> new TreeMap<>()).put(above, price);
    }
  }

  /** Whether there is a price that holds whatever the size of the call. */
  boolean has(Kind kind) {
    TreeMap<Long, Long> steps = prices.get(kind);
    return steps != null && steps.containsKey(0L);
  }

  /** Takes what another has of the kinds that have no price here. */
  void putMissing(RateBuilder other) {
    other.prices.forEach(prices::putIfAbsent);
  }

  /** The rates, or an empty list where no price of input is known: then nobody knows the cost. */
  List<Rate> build() {
    if (unusable || !has(Kind.INPUT)) {
      return List.of();
    }
    TreeSet<Long> steps = new TreeSet<>();
    prices.values().forEach(byStep -> steps.addAll(byStep.keySet()));
    List<Rate> rates = new ArrayList<>();
    for (long above : steps) {
      long input = at(Kind.INPUT, above, 0);
      rates.add(
          new Rate(
              above,
              input,
              at(Kind.OUTPUT, above, 0),
              at(Kind.CACHED, above, input),
              at(Kind.CACHE_WRITE, above, input)));
    }
    return rates;
  }

  private long at(Kind kind, long above, long otherwise) {
    TreeMap<Long, Long> steps = prices.get(kind);
    // A step without a price below it is not to be trusted.
    return steps == null || !has(kind) ? otherwise : steps.floorEntry(above).getValue();
  }
}
