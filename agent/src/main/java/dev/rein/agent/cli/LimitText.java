package dev.rein.agent.cli;

import dev.rein.agent.policy.Limit;
import dev.rein.agent.text.Quantity;
import java.time.Duration;

/** A limit in the words of the policy file: {@code budget 100, warn at 80, then pause}. */
final class LimitText {
  private LimitText() {}

  static String of(Limit limit) {
    StringBuilder text = new StringBuilder(limit.kind()).append(' ');
    String unit = limit.resource().unit();
    text.append(amount(limit.max(), unit));
    if (limit instanceof Limit.Rate rate) {
      text.append('/').append(Quantity.time(rate.window()));
      text.append(", burst ").append(amount(rate.burst(), unit));
    } else {
      text.append(period(limit)).append(", warn at ").append(amount(limit.warnAt(), unit));
    }
    if (limit instanceof Limit.Threshold threshold) {
      text.append(", cool-down ").append(Quantity.time(threshold.coolDown()));
    }
    text.append(", then ").append(limit.then().word());
    Duration wait = limit.longestWait();
    return wait == null
        ? text.toString()
        : text.append(", longest-wait ").append(Quantity.time(wait)).toString();
  }

  private static String period(Limit limit) {
    return limit instanceof Limit.Budget budget && budget.period() != null
        ? " per " + Quantity.time(budget.period())
        : "";
  }

  private static String amount(long value, String unit) {
    return unit.equals("bytes") ? value + " bytes" : Quantity.exact(value, unit);
  }
}
