package dev.rein.agent.policy;

import dev.rein.agent.text.Quantity;
import java.math.BigInteger;

/**
 * What a call costs.
 *
 * @param microUsd millionths of a US dollar
 * @param perHour for each hour that the process lives, instead of once
 */
public record Price(long microUsd, boolean perHour) {
  private static final BigInteger HOUR = BigInteger.valueOf(3_600_000);

  /**
   * What a time has cost by now, in whole millionths of a dollar: what is begun of one is not there
   * yet.
   *
   * @param perHour millionths of a dollar
   */
  public static long ofTime(long perHour, long millis) {
    BigInteger cost =
        BigInteger.valueOf(perHour).multiply(BigInteger.valueOf(Math.max(millis, 0))).divide(HOUR);
    return cost.bitLength() < Long.SIZE ? cost.longValue() : Long.MAX_VALUE;
  }

  /** {@code $3.06 an hour}. */
  @Override
  public String toString() {
    String dollars = Quantity.money(microUsd);
    return perHour ? dollars + " an hour" : dollars;
  }
}
