package dev.rein.agent.view;

import java.util.Arrays;

/**
 * How much of a resource was used in each of the last spans of 5 s, by the ledger's own times: that
 * of a dead JVM is the same as it was when the JVM died.
 */
public final class Trend {
  /** Milliseconds. */
  public static final long SPAN = 5_000;

  private static final int SPANS = 20;

  /** Rein looks at least so often: what it finds was used since then, at the earliest. */
  private static final long LONGEST_LOOK = 10_000;

  /** No time that a ledger has; beyond it sums could overflow. */
  private static final long END_OF_TIME = Long.MAX_VALUE / 4;

  /** By the number of the span, in a ring. */
  private final long[] amounts = new long[SPANS];

  private long first;
  private long newest = -1;
  private long lastLook;

  /** Takes what was used since the last look. */
  void add(long at, long used) {
    if (at < 0 || at > END_OF_TIME) {
      return;
    }
    if (newest < 0 || at / SPAN <= newest - SPANS) {
      // The first one, or the clock was set back.
      Arrays.fill(amounts, 0);
      first = at / SPAN;
      newest = first;
      lastLook = at;
    }
    long since = Math.min(at, Math.max(lastLook, at - LONGEST_LOOK));
    lastLook = at;
    advance(at / SPAN);
    // A look every 10 s would else leave every other span empty.
    long left = used;
    for (long span = Math.max(since / SPAN, newest - SPANS + 1); span < at / SPAN; span++) {
      long within = (span + 1) * SPAN - Math.max(since, span * SPAN);
      long part = (long) ((double) used * within / (at - since));
      amounts[place(span)] += part;
      left -= part;
    }
    amounts[place(at / SPAN)] += left;
  }

  private void advance(long span) {
    if (span - newest >= SPANS) {
      Arrays.fill(amounts, 0);
      newest = span;
    }
    while (newest < span) {
      newest++;
      amounts[place(newest)] = 0;
    }
  }

  /** When something was added last; below 0 when nothing was. */
  public long lastLook() {
    return newest < 0 ? -1 : lastLook;
  }

  /**
   * The amounts of the last spans that are whole, oldest first.
   *
   * @param end up to when it was looked
   * @param most of them; fewer where the account is younger
   */
  public long[] before(long end, int most) {
    long after = Math.max(0, Math.min(end, END_OF_TIME)) / SPAN;
    long from = Math.max(after - Math.min(most, SPANS), newest < 0 ? after : first);
    long[] spans = new long[(int) Math.max(0, after - from)];
    for (int i = 0; i < spans.length; i++) {
      long span = from + i;
      boolean known = span <= newest && span > newest - SPANS;
      spans[i] = known ? amounts[place(span)] : 0;
    }
    return spans;
  }

  private static int place(long span) {
    return (int) (span % SPANS);
  }
}
