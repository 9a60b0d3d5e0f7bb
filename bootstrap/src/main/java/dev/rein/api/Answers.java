package dev.rein.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what the agent answers, in the forms that {@link Calls} lists. */
final class Answers {
  private Answers() {}

  /** Why what was asked for must not happen, or null when it may. */
  static @Nullable Refusal refusal(@Nullable Object answer) {
    return answer instanceof Object[] parts && Calls.REFUSED.equals(parts[0])
        ? new Refusal(
            (String) parts[1],
            (String) parts[2],
            (Long) parts[3],
            (Long) parts[4],
            (String) parts[5],
            (String) parts[6])
        : null;
  }

  static @Nullable Usage usage(@Nullable Object answer) {
    return answer instanceof Object[] parts
        ? new Usage(
            (String) parts[0],
            (String) parts[1],
            phase(parts[2]),
            (Boolean) parts[3],
            amounts(parts[4]),
            amounts(parts[5]),
            parts[6] == null ? null : instant(parts[6]))
        : null;
  }

  static Summary summary(@Nullable Object answer) {
    if (!(answer instanceof Object[] parts)) {
      return Summary.NONE;
    }
    Map<Phase, Integer> agents = new HashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) parts[0]).entrySet()) {
      agents.put(phase(entry.getKey()), (Integer) entry.getValue());
    }
    List<Summary.Event> events = new ArrayList<>();
    for (Object[] event : (Object[][]) parts[5]) {
      events.add(
          new Summary.Event(
              instant(event[0]), (String) event[1], (String) event[2], (String) event[3]));
    }
    return new Summary(
        agents,
        List.of((String[]) parts[1]),
        (Long) parts[2],
        (Long) parts[3],
        (Long) parts[4],
        events);
  }

  static Admission admission(@Nullable Object answer) {
    if (!(answer instanceof Object[] parts)) {
      return Admission.none();
    }
    long most = (Long) parts[5];
    return new Admission(
        (Boolean) parts[0],
        (String) parts[1],
        (Long) parts[2],
        (Long) parts[3],
        (Long) parts[4],
        most == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(most),
        (Long) parts[6]);
  }

  static PhaseChange change(Object[] parts) {
    return new PhaseChange(
        (String) parts[0], phase(parts[1]), phase(parts[2]), (String) parts[3], instant(parts[4]));
  }

  private static Map<String, Long> amounts(Object map) {
    Map<String, Long> amounts = new HashMap<>();
    for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
      amounts.put((String) entry.getKey(), (Long) entry.getValue());
    }
    return amounts;
  }

  private static Phase phase(Object label) {
    return Phase.valueOf(((String) label).toUpperCase(Locale.ROOT));
  }

  private static Instant instant(Object millis) {
    return Instant.ofEpochMilli((Long) millis);
  }
}
