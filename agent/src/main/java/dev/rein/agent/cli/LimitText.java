package dev.rein.agent.cli;

import dev.rein.agent.policy.Durations;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Price;
import java.time.Duration;

/** A limit in the words of the policy file: {@code budget 100, warn at 80, then pause}. */
final class LimitText {
  private LimitText() {}

  static String of(Limit limit) {
    StringBuilder text = new StringBuilder(limit.kind()).append(' ');
    String unit = limit.resource().unit();
    text.append(amount(limit.max(), unit));
    if (limit instanceof Limit.Rate rate) {
      text.append('/').append(Durations.text(rate.window()));
      text.append(", burst ").append(amount(rate.burst(), unit));
    } else {
      text.append(period(limit)).append(", warn at ").append(amount(limit.warnAt(), unit));
    }
    if (limit instanceof Limit.Threshold threshold) {
      text.append(", cool-down ").append(Durations.text(threshold.coolDown()));
    }
    text.append(", then ").append(limit.then().word());
    Duration wait = limit.longestWait();
    return wait == null
        ? text.toString()
        : text.append(", longest-wait ").append(Durations.text(wait)).toString();
  }

  private static String period(Limit limit) {
    return limit instanceof Limit.Budget budget && budget.period() != null
        ? " per " + Durations.text(budget.period())
        : "";
  }

  private static String amount(long value, String unit) {
    return switch (unit) {
      case "usd" -> new Price(value, false).toString();
      case "milliseconds" -> Durations.text(Duration.ofMillis(value));
      case "bytes" -> value + " bytes";
      default -> String.valueOf(value);
    };
  }
}
