package dev.rein.agent.policy;

import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bound on one resource of one account. Amounts are in the resource's unit. */
public sealed interface Limit {
  /** What is bounded. */
  Resource resource();

  /** The last amount that is allowed; of a rate, how much each window brings. */
  long max();

  /**
   * The amount at which the account's phase becomes warning; a rate has none, and so the largest.
   */
  long warnAt();

  /** What happens to a call that would pass {@link #max}. */
  Action then();

  /** The longest that a call waits before it is refused; null for as long as it takes. */
  @Nullable Duration longestWait();

  /** Where it stands: {@code rein.yaml:7}, or {@code profile standard}. */
  String origin();

  /** The policy file's word for this kind of limit. */
  String kind();

  /** The same with another amount; a warning moves in proportion. */
  Limit withMax(long newMax);

  private long warnFor(long newMax) {
    return max() == 0 ? Math.max(1, newMax) : (long) ((double) warnAt() / max() * newMax);
  }

  /**
   * A total.
   *
   * @param period after which it is there anew; null for the whole life of the account
   */
  record Budget(
      Resource resource,
      long max,
      long warnAt,
      @Nullable Duration period,
      Action then,
      @Nullable Duration longestWait,
      String origin)
      implements Limit {
    @Override
    public String kind() {
      return "budget";
    }

    @Override
    public Limit withMax(long newMax) {
      return new Budget(
          resource, newMax, ((Limit) this).warnFor(newMax), period, then, longestWait, origin);
    }
  }

  /**
   * So much in a window of time, evenly refilled.
   *
   * @param burst the most that may be used at once after a time without use
   */
  record Rate(
      Resource resource,
      long max,
      Duration window,
      long burst,
      Action then,
      @Nullable Duration longestWait,
      String origin)
      implements Limit {
    @Override
    public long warnAt() {
      return Long.MAX_VALUE;
    }

    @Override
    public String kind() {
      return "rate";
    }

    @Override
    public Limit withMax(long newMax) {
      return new Rate(resource, newMax, window, newMax, then, longestWait, origin);
    }
  }

  /** So many at once. */
  record AtMost(
      Resource resource,
      long max,
      long warnAt,
      Action then,
      @Nullable Duration longestWait,
      String origin)
      implements Limit {
    @Override
    public String kind() {
      return "at-most";
    }

    @Override
    public Limit withMax(long newMax) {
      return new AtMost(
          resource, newMax, ((Limit) this).warnFor(newMax), then, longestWait, origin);
    }
  }

  /**
   * A threshold on a gauge. While the gauge is past it, and until it has been back for the
   * cool-down, the action holds for every counted call of the account.
   *
   * @param above whether the gauge is past it above {@code max}, or below
   * @param warnAt the value from which on there is a warning, on this side of {@code max}
   * @param sustain how long the gauge must be past it without a break before that counts
   * @param commands patterns of command lines that are held up too; only where a volume is full
   */
  record Threshold(
      Resource resource,
      boolean above,
      long max,
      long warnAt,
      Duration sustain,
      Duration coolDown,
      Action then,
      @Nullable Duration longestWait,
      List<String> commands,
      String origin)
      implements Limit {
    public Threshold {
      commands = List.copyOf(commands);
    }

    @Override
    public String kind() {
      return above ? "above" : "below";
    }

    @Override
    public Limit withMax(long newMax) {
      return new Threshold(
          resource,
          above,
          newMax,
          ((Limit) this).warnFor(newMax),
          sustain,
          coolDown,
          then,
          longestWait,
          commands,
          origin);
    }

    /** Whether a value of the gauge is past the threshold. */
    public boolean isPassedBy(long value) {
      return above ? value > max : value < max;
    }

    /** Whether a value of the gauge is worth a warning. */
    public boolean isNearedBy(long value) {
      return above ? value >= warnAt : value <= warnAt;
    }
  }
}
