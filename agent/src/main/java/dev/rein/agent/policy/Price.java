package dev.rein.agent.policy;

import dev.rein.agent.text.Quantity;

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
    String dollars = Quantity.money(microUsd);
    return perHour ? dollars + " an hour" : dollars;
  }
}
