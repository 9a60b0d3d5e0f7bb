package dev.rein.agent.price;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Turns the costs of an account, in picodollars, into millionths of a dollar to charge, and carries
 * what is left over, so that however many costs are added the sum is never off by one millionth.
 * Safe on any thread.
 */
public final class CostRemainder {
  private final AtomicLong rest = new AtomicLong();

  /**
   * Adds a cost.
   *
   * @return whole millionths of a dollar to charge now
   */
  public long add(long picodollars) {
    if (picodollars <= 0) {
      return 0;
    }
    long whole = picodollars / Picodollars.OF_A_MICRODOLLAR;
    long part = picodollars % Picodollars.OF_A_MICRODOLLAR;
    while (part != 0) {
      long before = rest.get();
      long sum = before + part;
      boolean full = sum >= Picodollars.OF_A_MICRODOLLAR;
      if (rest.compareAndSet(before, full ? sum - Picodollars.OF_A_MICRODOLLAR : sum)) {
        return full ? whole + 1 : whole;
      }
    }
    return whole;
  }

  /** What is not charged yet, in picodollars: less than a millionth of a dollar. */
  public long picodollars() {
    return rest.get();
  }
}
