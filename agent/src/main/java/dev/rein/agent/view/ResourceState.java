package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one account used of one resource, and its limits. */
public final class ResourceState {
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

  private final ResourceName resource;
  private final boolean hasTrend;
  private List<LimitState> limits = List.of();
  private long used;
  private long denied;
  private long delayed;
  private @Nullable Trend trend;

  ResourceState(ResourceName resource) {
    this.resource = resource;
    this.hasTrend = Measured.hasTrend(resource.name());
  }

  void add(long at, LedgerEntry.Delta delta) {
    used += delta.used();
    denied += delta.denied();
    delayed += delta.delayed();
    if (hasTrend) {
      if (trend == null) {
        trend = new Trend();
      }
      trend.add(at, delta.used());
    }
  }

  /** All that was used until now, of which nobody knows when. */
  void set(LedgerEntry.Delta total) {
    used = total.used();
    denied = total.denied();
    delayed = total.delayed();
  }

  void forgetLimits() {
    limits = List.of();
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

  /** True for a level, which rises and falls; else it only grows. */
  public boolean isGauge() {
    return resource.gauge();
  }

  public String unit() {
    return resource.unit();
  }

  public long used() {
    return used;
  }

  /** How it went of late, where that is told at all. */
  public @Nullable Trend trend() {
    return trend;
  }

  /** An amount of it as people read it. */
  public String text(long amount) {
    return Amount.of(amount, resource);
  }

  public long denied() {
    return denied;
  }

  public long delayed() {
    return delayed;
  }

  /** The one that is met first is the first. */
  public List<LimitState> limits() {
    return limits;
  }

  /** The one that is met first; a rate only when there is nothing else. */
  public Optional<LimitState> tightest() {
    return limits.stream().findFirst();
  }

  /** True when what an account used is the sum of what those below it and itself did. */
  public boolean isSum() {
    return resource.sum() && !Measured.isOfJvm(resource.name());
  }

  /** True when calls have come for it at all; time passes without. */
  public boolean isUsed() {
    return isSum() && (used != 0 || denied != 0 || delayed != 0);
  }

  /** True when it has a limit, or calls have met one. */
  public boolean isLimited() {
    return denied != 0 || delayed != 0 || !limits.isEmpty();
  }

  /** True when there is something to tell. */
  public boolean isOfInterest() {
    return used != 0 || isLimited();
  }
}
