package dev.rein.agent.governor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rates on one resource of one account; immutable but for what has been used of each. */
final class Rates {
  static final Rates NONE = new Rates(List.of());

  private final RateState[] all;

  Rates(List<RateState> all) {
    this.all = all.toArray(new RateState[0]);
  }

  boolean isEmpty() {
    return all.length == 0;
  }

  List<RateState> all() {
    return List.of(all);
  }

  /**
   * Takes an amount of each of them, or of none.
   *
   * @param passage of a call that has been held up before, or null
   */
  boolean tryTake(long amount, long now, @Nullable Passage passage) {
    for (int i = 0; i < all.length; i++) {
      RateState rate = all[i];
      if (rate.bucket().tryTake(amount, now)) {
        continue;
      }
      if (!rate.isEnforced()) {
        rate.overrun();
      } else if (passage != null && passage.isApproved(rate)) {
        rate.bucket().take(amount, now);
      } else {
        giveBack(amount, i);
        return false;
      }
    }
    return true;
  }

  /** Takes an amount that is used already. */
  void take(long amount, long now) {
    for (RateState rate : all) {
      if (rate.isEnforced()) {
        rate.bucket().take(amount, now);
      } else if (!rate.bucket().tryTake(amount, now)) {
        rate.overrun();
      }
    }
  }

  void giveBack(long amount) {
    giveBack(amount, all.length);
  }

  private void giveBack(long amount, int count) {
    for (int i = 0; i < count; i++) {
      all[i].bucket().giveBack(amount);
    }
  }

  /** Whether one that is only watched has been passed, and nobody was told. */
  boolean isUntold() {
    for (RateState rate : all) {
      if (rate.isUntold()) {
        return true;
      }
    }
    return false;
  }

  boolean hasEnforced() {
    for (RateState rate : all) {
      if (rate.isEnforced()) {
        return true;
      }
    }
    return false;
  }

  /** The first that does not allow so much now, or null when all do. */
  @Nullable RateState obstacle(long amount, long now, @Nullable Passage passage) {
    for (RateState rate : all) {
      if (rate.isEnforced()
          && rate.bucket().nanosUntil(amount, now) > 0
          && (passage == null || !passage.isApproved(rate))) {
        return rate;
      }
    }
    return null;
  }
}
