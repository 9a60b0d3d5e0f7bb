package dev.rein.agent.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What samples of late have pointed at, and how often. Older samples count less and less: half as
 * much after {@link #HALF_LIFE_NANOS}. Bounded: a name that comes when the table is full takes the
 * place of the lightest one and has its weight on top, so whatever is frequent gets in (the
 * space-saving algorithm: Metwally, Agrawal, El Abbadi, "Efficient Computation of Frequent and
 * Top-k Elements in Data Streams", 2005). Guarded by itself.
 */
public final class HotSpots {
  /** How many names are told apart. */
  static final int MOST = 200;

  /** After this time a sample counts half. */
  static final long HALF_LIFE_NANOS = 60_000_000_000L;

  /** Where weights are brought down, long before they pass what a double tells apart. */
  private static final double RESCALE_AT = 1e100;

  private final Map<String, double[]> weights = new HashMap<>();
  private double total;
  private double scale = 1;
  private long scaledAt;

  /**
   * @param now of the clock by which samples tell the time, in nanoseconds
   */
  public HotSpots(long now) {
    this.scaledAt = now;
  }

  /** One of them, and its part of all that was sampled, from 0 to 1. */
  public record Spot(String name, double share) {}

  /**
   * A sample.
   *
   * @param weight above 0
   */
  public synchronized void add(String name, double weight, long now) {
    // Instead of bringing all older ones down, each newer one counts more.
    scale *= Math.pow(2, Math.max(0, now - scaledAt) / (double) HALF_LIFE_NANOS);
    scaledAt = Math.max(scaledAt, now);
    double scaled = weight * scale;
    total += scaled;
    double[] known = weights.get(name);
    if (known != null) {
      known[0] += scaled;
    } else if (weights.size() < MOST) {
      weights.put(name, new double[] {scaled});
    } else {
      weights.put(name, new double[] {scaled + removeLightest()});
    }
    if (scale > RESCALE_AT) {
      rescale();
    }
  }

  private double removeLightest() {
    Map.Entry<String, double[]> lightest = null;
    for (Map.Entry<String, double[]> each : weights.entrySet()) {
      if (lightest == null || each.getValue()[0] < lightest.getValue()[0]) {
        lightest = each;
      }
    }
    if (lightest == null) {
      return 0;
    }
    weights.remove(lightest.getKey());
    return lightest.getValue()[0];
  }

  private void rescale() {
    weights.values().forEach(weight -> weight[0] /= scale);
    total /= scale;
    scale = 1;
  }

  /** The heaviest first. */
  public synchronized List<Spot> hottest(int most) {
    List<Spot> spots = new ArrayList<>();
    if (total > 0) {
      weights.forEach((name, weight) -> spots.add(new Spot(name, weight[0] / total)));
    }
    spots.sort(Comparator.comparingDouble(Spot::share).reversed().thenComparing(Spot::name));
    return List.copyOf(spots.subList(0, Math.min(most, spots.size())));
  }
}
