package dev.rein.agent.price;

import java.util.List;

/**
 * What the tokens of a model cost, in picodollars: millionths of a millionth of a US dollar. So a
 * price for a million tokens with six decimals is a whole number for each token.
 *
 * @param provider whose price it is, as the table names it; {@code *} for whoever
 * @param model name or pattern in the table
 * @param rates what holds from how many tokens of input on; the first from 0, then rising
 * @param maxOutput most tokens that the model can answer with; 0 where the table does not say
 */
public record ModelPrice(String provider, String model, List<Rate> rates, long maxOutput) {
  /** More than any model can answer with. */
  static final long MOST_OUTPUT = 1_000_000_000;

  /**
   * What holds for calls above some size. All tokens of such a call cost this, not only those
   * above.
   *
   * @param above tokens of input that a call must have more than
   * @param input picodollars for each token that is neither cached nor put into the cache
   * @param cached for each that the provider had in its cache
   * @param cacheWrite for each that the provider put there
   */
  public record Rate(long above, long input, long output, long cached, long cacheWrite) {}

  public ModelPrice {
    rates = List.copyOf(rates);
    if (rates.isEmpty() || rates.get(0).above() != 0) {
      throw new IllegalArgumentException("the first rate must hold from 0 tokens on");
    }
  }

  /**
   * What a call cost, in picodollars; {@code Long.MAX_VALUE} where that is too small to say it.
   *
   * @param input all tokens of the prompt, those of the cache included
   * @param cached of the input, tokens that the provider had in its cache
   * @param cacheWritten of the input, tokens that the provider put there
   */
  public long cost(long input, long output, long cached, long cacheWritten) {
    long all = Math.max(input, 0);
    long read = Math.min(Math.max(cached, 0), all);
    long written = Math.min(Math.max(cacheWritten, 0), all - read);
    Rate rate = rate(all);
    long cost = Picodollars.times(all - read - written, rate.input);
    cost = Picodollars.sum(cost, Picodollars.times(read, rate.cached));
    cost = Picodollars.sum(cost, Picodollars.times(written, rate.cacheWrite));
    return Picodollars.sum(cost, Picodollars.times(Math.max(output, 0), rate.output));
  }

  /**
   * What a call of no more than so many tokens costs at most, whatever the provider's cache does.
   */
  public long most(long input, long output) {
    long all = Math.max(input, 0);
    long most = 0;
    for (Rate rate : rates) {
      if (rate.above == 0 || rate.above < all) {
        long dearest = Math.max(rate.input, Math.max(rate.cached, rate.cacheWrite));
        long cost = Picodollars.times(all, dearest);
        cost = Picodollars.sum(cost, Picodollars.times(Math.max(output, 0), rate.output));
        most = Math.max(most, cost);
      }
    }
    return most;
  }

  private Rate rate(long input) {
    Rate found = rates.get(0);
    for (int i = 1; i < rates.size() && rates.get(i).above < input; i++) {
      found = rates.get(i);
    }
    return found;
  }
}
