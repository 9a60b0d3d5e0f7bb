package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What one account used of one resource, and its limits. */
final class ResourceState {
  /** More than any policy has; a broken ledger could bring any number. */
  private static final int MAX_LIMITS = 32;

  /**
   * Totals, then what is no total but no rate either: so many in a minute say nothing about how
   * near a budget is.
   */
  private static final Comparator<LimitState> TIGHTEST =
      Comparator.comparing((LimitState limit) -> !limit.isTotal())
          .thenComparing(limit -> limit.word().equals("rate"))
          .thenComparingLong(LimitState::limit);

  private final String unit;
  private List<LimitState> limits = List.of();
  private long used;
  private long denied;
  private long delayed;

  ResourceState(String unit) {
    this.unit = unit;
  }

  void add(LedgerEntry.Delta delta) {
    used += delta.used();
    denied += delta.denied();
    delayed += delta.delayed();
  }

  void set(LedgerEntry.LimitSet limit) {
    List<LimitState> changed = new ArrayList<>(limits);
    changed.removeIf(old -> old.kind().equals(limit.kind()) && old.action().equals(limit.action()));
    if (limit.limit() >= 0 && changed.size() < MAX_LIMITS) {
      changed.add(LimitState.of(limit));
    }
    changed.sort(TIGHTEST);
    limits = List.copyOf(changed);
  }

  void grant(LedgerEntry.Granted grant) {
    limits =
        limits.stream()
            .map(old -> old.kind().equals(grant.kind()) ? old.granting(grant.amount()) : old)
            .sorted(TIGHTEST)
            .toList();
  }

  String unit() {
    return unit;
  }

  long used() {
    return used;
  }

  long denied() {
    return denied;
  }

  long delayed() {
    return delayed;
  }

  /** The one that is met first is the first. */
  List<LimitState> limits() {
    return limits;
  }

  /** The one that is met first; a rate only when there is nothing else. */
  Optional<LimitState> tightest() {
    return limits.stream().findFirst();
  }

  /** True when what an account used is the sum of what those below it and itself did. */
  boolean isSum() {
    return !unit.equals("milliseconds");
  }

  /** True when calls have come for it at all; time passes without. */
  boolean isUsed() {
    return isSum() && (used != 0 || denied != 0 || delayed != 0);
  }

  /** True when there is something to tell. */
  boolean isOfInterest() {
    return used != 0 || denied != 0 || delayed != 0 || !limits.isEmpty();
  }
}
