package dev.rein.agent.policy;

import dev.rein.agent.text.Quantity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Durations as a policy writes them: a whole number and a unit, {@code 30s}. */
final class Durations {
  static final String EXPECTED = "a whole number with one of ms, s, m, h, d";

  /** The longest that any of them may be: no clock of a policy needs more than a year. */
  static final String MOST = "366d";

  private static final long MOST_MILLIS = 366L * 24 * 60 * 60 * 1000;
  private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
  private static final long[] MILLIS = {86_400_000, 3_600_000, 60_000, 1_000, 1};

  private Durations() {}

  /** Milliseconds, {@link Amount#WRONG} or {@link Amount#TOO_LARGE}. */
  static long millis(String text) {
    int digits = Amount.digits(text, 0);
    if (digits == 0) {
      return Amount.WRONG;
    }
    String unit = text.substring(digits).strip();
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        long millis = Amount.times(text, 0, digits, MILLIS[i]);
        return millis > MOST_MILLIS ? Amount.TOO_LARGE : millis;
      }
    }
    return Amount.WRONG;
  }

  /** The value of a field, or null with a problem added when it is none, too short or too long. */
  static @Nullable Duration parse(Field field, Duration least, Problems problems) {
    String text = Scalars.text(field.value());
    long millis = text == null ? Amount.WRONG : millis(text);
    String problem = null;
    if (millis == Amount.WRONG) {
      problem = " is no duration; expected " + EXPECTED;
    } else if (millis == Amount.TOO_LARGE) {
      problem = " is too long; at most " + MOST;
    } else if (millis < least.toMillis()) {
      problem = " is too short; at least " + Quantity.time(least);
    }
    if (problem != null) {
      problems.add(field.value(), Scalars.shown(field.value()) + problem);
      return null;
    }
    return Duration.ofMillis(millis);
  }
}
