package dev.rein.agent.view;

import dev.rein.agent.text.Glob;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody wants to see; null where all will do.
 *
 * @param account of the account itself or of one above it
 * @param severity at least
 * @param grep anywhere in the message, whether in capitals or not
 */
public record EventFilter(
    @Nullable Glob account,
    @Nullable Glob type,
    @Nullable Severity severity,
    @Nullable Glob resource,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable String grep) {
  /** Deeper than agents are nested; a bound for broken ledgers, which may go in circles. */
  private static final int MAX_DEPTH = 64;

  /**
   * Whether the event is among them.
   *
   * @param parents of accounts by their ids
   */
  public boolean accepts(Event event, Map<String, String> parents) {
    return isMatched(type, event.type())
        && isMatched(resource, event.resource())
        && (severity == null || Severity.of(event).compareTo(severity) >= 0)
        && (since == null || !event.timestamp().isBefore(since))
        && (until == null || !event.timestamp().isAfter(until))
        && isWithin(event.account(), parents)
        && (grep == null || lower(event.message()).contains(lower(grep)));
  }

  private boolean isWithin(@Nullable String id, Map<String, String> parents) {
    if (account == null) {
      return true;
    }
    String one = id;
    for (int depth = 0; one != null && depth < MAX_DEPTH; depth++) {
      if (account.matches(one)) {
        return true;
      }
      one = parents.get(one);
    }
    return false;
  }

  private static boolean isMatched(@Nullable Glob glob, @Nullable String text) {
    return glob == null || (text != null && glob.matches(text));
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
