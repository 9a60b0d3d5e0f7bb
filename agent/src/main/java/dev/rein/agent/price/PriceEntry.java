package dev.rein.agent.price;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table.
 *
 * @param provider as OpenTelemetry names it; {@code *} for whoever
 * @param timed what holds when: of those that hold the last, of none that does the first
 */
record PriceEntry(String provider, ModelMatch match, List<Timed> timed) {
  static final String ANYBODY = "*";

  PriceEntry {
    timed = List.copyOf(timed);
  }

  PriceEntry(String provider, ModelMatch match, ModelPrice price) {
    this(provider, match, List.of(new Timed(When.ALWAYS, price)));
  }

  /** What holds at a moment. */
  ModelPrice at(Instant now) {
    for (int i = timed.size() - 1; i > 0; i--) {
      if (timed.get(i).when.includes(now)) {
        return timed.get(i).price;
      }
    }
    return timed.get(0).price;
  }

  /** A price and when it holds. */
  record Timed(When when, ModelPrice price) {}

  /**
   * Days and times of day, in UTC.
   *
   * @param from the first day; null for all
   * @param start of the time of each day; null for all day
   * @param end of that time, itself not in it; may be past midnight
   */
  record When(@Nullable LocalDate from, @Nullable LocalTime start, @Nullable LocalTime end) {
    static final When ALWAYS = new When(null, null, null);

    boolean includes(Instant now) {
      if (from != null && now.isBefore(from.atStartOfDay(ZoneOffset.UTC).toInstant())) {
        return false;
      }
      if (start == null || end == null) {
        return true;
      }
      LocalTime time = now.atOffset(ZoneOffset.UTC).toLocalTime();
      boolean afterStart = !time.isBefore(start);
      boolean beforeEnd = time.isBefore(end);
      return start.isAfter(end) ? afterStart || beforeEnd : afterStart && beforeEnd;
    }
  }
}
