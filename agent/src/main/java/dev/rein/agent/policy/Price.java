package dev.rein.agent.policy;

import java.math.BigDecimal;

/**
 * What a call costs.
 *
 * @param microUsd millionths of a US dollar
 * @param perHour for each hour that the process lives, instead of once
 */
public record Price(long microUsd, boolean perHour) {
  /** {@code $3.06 an hour}. */
  @Override
  public String toString() {
    String dollars = "$" + BigDecimal.valueOf(microUsd, 6).stripTrailingZeros().toPlainString();
    return perHour ? dollars + " an hour" : dollars;
  }
}
