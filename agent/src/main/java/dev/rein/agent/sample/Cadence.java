package dev.rein.agent.sample;

import java.time.Duration;

/**
 * How long to wait until the next look at what is measured: a second while the program works, ever
 * longer while it idles, and longer while Rein itself is over its budget. One thread.
 */
public final class Cadence {
  /** Between two looks at a program that works. */
  public static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Between two looks at one that idles: admission is promised to see the host each 5 s. */
  public static final Duration LONGEST_IDLE = Duration.ofSeconds(5);

  /** Between two looks at all. */
  public static final Duration LONGEST = Duration.ofSeconds(10);

  /** A program that uses less of one processor is idle. */
  private static final double IDLE = 0.01;

  /** So much less than its budget Rein must use before it looks as often as before. */
  private static final double EASED = 0.5;

  private static final int MOST_STRETCH = 8;

  private final double budget;
  private Duration pause = SHORTEST;
  private int stretch = 1;

  /**
   * @param budget what Rein may use of one processor, 0.01 for one percent
   */
  public Cadence(double budget) {
    this.budget = budget;
  }

  /** Whether what costs more may go on: the program works, and Rein is within its budget. */
  public boolean isClose() {
    return stretch == 1 && pause.equals(SHORTEST);
  }

  /** Whether Rein uses too much, and so looks more rarely. */
  public boolean isStretched() {
    return stretch > 1;
  }

  /**
   * Rein's own use over the last minute or so.
   *
   * @param share of one processor
   * @return true when it has gone over its budget, or is well below it again
   */
  public boolean ownUse(double share) {
    int before = stretch;
    if (share > budget) {
      stretch = Math.min(MOST_STRETCH, 2 * stretch);
    } else if (share < EASED * budget) {
      stretch = 1;
    }
    return (before == 1) != (stretch == 1);
  }

  /**
   * The time until the next look.
   *
   * @param hostShare what the program has used of one processor since the last look
   * @param active whether there is something else to watch closely, such as child processes
   */
  public Duration next(double hostShare, boolean active) {
    if (hostShare >= IDLE || active) {
      pause = SHORTEST;
    } else {
      pause = shorter(pause.multipliedBy(2), LONGEST_IDLE);
    }
    return shorter(pause.multipliedBy(stretch), LONGEST);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
