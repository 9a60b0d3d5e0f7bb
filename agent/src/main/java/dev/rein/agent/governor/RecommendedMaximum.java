package dev.rein.agent.governor;

/**
 * How many jobs at once the machine seems to bear. Additive increase, multiplicative decrease, as
 * in Chiu and Jain, "Analysis of the Increase and Decrease Algorithms for Congestion Avoidance in
 * Computer Networks" (1989): one more with each sample that finds the number made use of and the
 * load low, a tenth less with each that finds the load too high. That a number of which less than
 * half is used does not grow, and the tenth, are from AIMDLimit of Netflix's concurrency-limits.
 * One thread.
 */
final class RecommendedMaximum {
  /** A number that nobody has need of must not grow for ever. */
  static final int MOST = 1_000;

  private static final double DECREASE = 0.9;

  private double value;

  /**
   * @param first what to begin with, 1 or more: as many as there are processors
   */
  RecommendedMaximum(int first) {
    this.value = Math.min(first, MOST);
  }

  /** What a look at the load has found. */
  enum Load {
    /** Comfortably below all thresholds. */
    LOW,
    /** Neither low nor past a threshold. */
    FAIR,
    /** Past a threshold. */
    HIGH
  }

  /**
   * Takes a sample into account.
   *
   * @param wanted how many jobs run or wait
   */
  void sample(Load load, long wanted) {
    if (load == Load.HIGH) {
      value = Math.max(1, value * DECREASE);
    } else if (load == Load.LOW && wanted * 2 >= value()) {
      value = Math.min(MOST, value + 1);
    }
  }

  int value() {
    return (int) value;
  }
}
