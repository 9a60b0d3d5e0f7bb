package dev.rein.agent.cli;

import dev.rein.agent.policy.Limit;
import dev.rein.agent.text.Quantity;
import dev.rein.agent.text.Quoted;
import java.time.Duration;
import java.util.stream.Collectors;

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
      if (!threshold.sustain().isZero()) {
        text.append(", for ").append(Quantity.time(threshold.sustain()));
      }
      text.append(", cool-down ").append(Quantity.time(threshold.coolDown()));
      if (!threshold.commands().isEmpty()) {
        text.append(", commands ").append(commands(threshold));
      }
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

  private static String commands(Limit.Threshold threshold) {
    return threshold.commands().stream().map(Quoted::of).collect(Collectors.joining(" "));
  }

  private static String amount(long value, String unit) {
    return unit.equals("bytes") ? value + " bytes" : Quantity.exact(value, unit);
  }
}
