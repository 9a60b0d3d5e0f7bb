package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.api.Resource;
import java.util.HashMap;
import java.util.Map;

/** What accounts have tried to use and would have been let use. */
final class Tallies {
  /** Amounts beyond are no program's, and meters could not add them up. */
  static final long MOST = Long.MAX_VALUE / 8;

  private final Map<String, Tally> byAccount = new HashMap<>();

  /** By the resource's id. */
  private static final class Tally {
    private final long[] attempted = new long[Resource.all().size()];
    private final long[] allowed = new long[attempted.length];
  }

  private Tally of(AccountLimits account) {
    return byAccount.computeIfAbsent(account.id(), any -> new Tally());
  }

  void attempted(AccountLimits account, Attempt attempt) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      add(of(level).attempted, attempt, attempt.calls());
    }
  }

  void allowed(AccountLimits account, Attempt attempt, long calls) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      add(of(level).allowed, attempt, calls);
    }
  }

  private static void add(long[] amounts, Attempt attempt, long calls) {
    for (Resource resource : attempt.resources()) {
      amounts[resource.id()] = sum(amounts[resource.id()], calls * attempt.each());
    }
  }

  long attempted(AccountLimits account, Resource resource) {
    return of(account).attempted[resource.id()];
  }

  long allowed(AccountLimits account, Resource resource) {
    return of(account).allowed[resource.id()];
  }

  /** Never past {@link #MOST}. */
  static long sum(long a, long b) {
    return Math.min(MOST, a + b);
  }
}
