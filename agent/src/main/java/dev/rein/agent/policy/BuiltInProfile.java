package dev.rein.agent.policy;

import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profiles that come with Rein. */
enum BuiltInProfile {
  STANDARD(
      null,
      new Max(Resource.FILES_ACCESSED, 100),
      new Max(Resource.HTTP_REQUESTS, 50),
      new Max(Resource.SUBTASKS_SPAWNED, 20),
      new Max(Resource.LLM_TOKENS, 100_000),
      new Max(Resource.TIME_SINCE_DELIVERABLE, Duration.ofMinutes(5).toMillis())),
  RESEARCH(
      STANDARD,
      new Max(Resource.FILES_ACCESSED, 500),
      new Max(Resource.HTTP_REQUESTS, 100),
      new Max(Resource.TIME_SINCE_DELIVERABLE, Duration.ofMinutes(10).toMillis())),
  PRODUCTION(
      STANDARD,
      new Max(Resource.FILES_ACCESSED, 50),
      new Max(Resource.HTTP_REQUESTS, 20),
      new Max(Resource.SUBTASKS_SPAWNED, 5),
      new Max(Resource.TIME_SINCE_DELIVERABLE, Duration.ofMinutes(3).toMillis()));

  private final @Nullable BuiltInProfile parent;

  // Never written to.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Max[] limits;

  BuiltInProfile(@Nullable BuiltInProfile parent, Max... limits) {
    this.parent = parent;
    this.limits = limits;
  }

  /** A limit of a kind, a warning and an action that are each the usual one. */
  private record Max(Resource resource, long max) {
    Limit limit(String profile, boolean pause) {
      Limitable of = Limitable.of(resource);
      LimitKind kind = of.kinds().get(0);
      Then then = Then.byDefault(kind, of, pause);
      long warnAt = WarnReader.share(of, kind, max, WarnReader.DEFAULT_PERCENT);
      String origin = "profile " + profile;
      return kind == LimitKind.BUDGET
          ? new Limit.Budget(resource, max, warnAt, null, then.action(), null, origin)
          : new Limit.Threshold(
              resource,
              true,
              max,
              warnAt,
              Duration.ZERO,
              LimitReader.COOL_DOWN,
              then.action(),
              then.longestWait(),
              List.of(),
              origin);
    }
  }

  /** As a policy file names it. */
  String word() {
    return switch (this) {
      case STANDARD -> "standard";
      case RESEARCH -> "research";
      case PRODUCTION -> "production";
    };
  }

  /** What it extends; null for nothing. */
  @Nullable BuiltInProfile parent() {
    return parent;
  }

  /**
   * Its limits, those that it has from its parent included.
   *
   * @param pause whether they pause, or only warn
   */
  List<Limit> limits(boolean pause) {
    List<Limit> all = new ArrayList<>();
    if (parent != null) {
      for (Limit limit : parent.limits(pause)) {
        if (!has(limit.resource())) {
          all.add(limit);
        }
      }
    }
    for (Max max : limits) {
      all.add(max.limit(word(), pause));
    }
    return all;
  }

  private boolean has(Resource resource) {
    for (Max max : limits) {
      if (max.resource() == resource) {
        return true;
      }
    }
    return false;
  }
}
