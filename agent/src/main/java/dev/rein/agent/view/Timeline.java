package dev.rein.agent.view;

import java.util.Arrays;

/**
 * How a number went from a ledger's beginning to its end, in at most {@value #MOST_SPANS} spans of
 * the same length. The length doubles whenever there would be more, so that its memory does not
 * grow.
 */
public final class Timeline {
  static final int MOST_SPANS = 240;

  /** Milliseconds, at first. */
  private static final long SHORTEST = 1_000;

  /** No time that a ledger has; beyond it sums could overflow. */
  private static final long END_OF_TIME = Long.MAX_VALUE / 4;

  private final long start;
  private long span = SHORTEST;
  private int count = 1;
  private long[] last = new long[4];
  private long[] peak = new long[4];

  /**
   * @param start of the ledger, in milliseconds since 1970
   */
  Timeline(long start) {
    this.start = start;
  }

  /** It has this value from then on. */
  void set(long at, long value) {
    long since = Math.max(start, Math.min(at, END_OF_TIME)) - start;
    while (since / span >= MOST_SPANS) {
      halve();
    }
    // A clock that was set back does not rewrite what has been.
    int place = Math.max(count - 1, (int) (since / span));
    extend(place);
    last[place] = value;
    peak[place] = Math.max(peak[place], value);
  }

  private void extend(int place) {
    if (place >= last.length) {
      int room = Math.min(MOST_SPANS, Math.max(place + 1, last.length * 2));
      last = Arrays.copyOf(last, room);
      peak = Arrays.copyOf(peak, room);
    }
    for (; count <= place; count++) {
      last[count] = last[count - 1];
      peak[count] = last[count - 1];
    }
  }

  private void halve() {
    int half = (count + 1) / 2;
    for (int i = 0; i < half; i++) {
      int second = Math.min(2 * i + 1, count - 1);
      last[i] = last[second];
      peak[i] = Math.max(peak[2 * i], peak[second]);
    }
    count = half;
    span *= 2;
  }

  /** When the first span begins, in milliseconds since 1970. */
  public long start() {
    return start;
  }

  /** Length of each span, in milliseconds. */
  public long span() {
    return span;
  }

  /** What it was at the end of each span, oldest first; of a counter, all that was used by then. */
  public long[] values() {
    return Arrays.copyOf(last, count);
  }

  /** The highest it was within each span. */
  public long[] peaks() {
    return Arrays.copyOf(peak, count);
  }
}
