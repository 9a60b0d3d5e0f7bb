package dev.rein.it.models;

import java.util.Map;
import java.util.TreeMap;

/** What the server has told its clients, by its own count. */
public final class Tally {
  /**
   * The sum of some answers.
   *
   * @param requests all, with those that failed or told no usage
   * @param calls those that told their usage
   */
  public record Sum(int requests, int calls, Usage usage) {
    private static final Sum NONE = new Sum(0, 0, Usage.NONE);

    private Sum request() {
      return new Sum(requests + 1, calls, usage);
    }

    private Sum told(Usage more) {
      return new Sum(requests, calls + 1, usage.plus(more));
    }

    private Sum plus(Sum other) {
      return new Sum(requests + other.requests, calls + other.calls, usage.plus(other.usage));
    }
  }

  private final TreeMap<String, Sum> models = new TreeMap<>();
  private final TreeMap<Integer, Integer> statuses = new TreeMap<>();
  private long mostTokens;

  synchronized void request(String model, int status) {
    statuses.merge(status, 1, Integer::sum);
    models.put(model, of(model).request());
  }

  synchronized void told(String model, Usage usage) {
    models.put(model, of(model).told(usage));
    mostTokens = Math.max(mostTokens, usage.input() + usage.output());
  }

  /** What the largest call took, of all kinds of tokens. */
  public synchronized long mostTokens() {
    return mostTokens;
  }

  /** What a model told. */
  public synchronized Sum of(String model) {
    return models.getOrDefault(model, Sum.NONE);
  }

  /** By the model's name. */
  public synchronized Map<String, Sum> models() {
    return Map.copyOf(models);
  }

  /** What all told. */
  public synchronized Sum all() {
    return models.values().stream().reduce(Sum.NONE, Sum::plus);
  }

  /** How many answers had this status. */
  public synchronized int answers(int status) {
    return statuses.getOrDefault(status, 0);
  }

  @Override
  public synchronized String toString() {
    return models + ", by status " + statuses;
  }
}
