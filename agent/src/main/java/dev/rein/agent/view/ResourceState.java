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

  private final String unit;
  private final List<LedgerEntry.LimitSet> limits = new ArrayList<>();
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
    limits.removeIf(old -> old.kind().equals(limit.kind()) && old.action().equals(limit.action()));
    if (limit.limit() >= 0 && limits.size() < MAX_LIMITS) {
      limits.add(limit);
    }
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

  /** The one that is met first. */
  Optional<LedgerEntry.LimitSet> tightest() {
    return limits.stream().min(Comparator.comparingLong(LedgerEntry.LimitSet::limit));
  }

  /** True when there is something to tell. */
  boolean isOfInterest() {
    return used != 0 || denied != 0 || delayed != 0 || !limits.isEmpty();
  }
}
