package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds back of budgets what calls under way may need at most, for what a call costs is known only
 * when it is over. All of it at the account and at all above, or nothing.
 */
final class Reservations {
  private static final Set<Resource> RESERVABLE =
      Set.of(
          Resource.LLM_TOKENS,
          Resource.LLM_TOKENS_INPUT,
          Resource.LLM_TOKENS_OUTPUT,
          Resource.LLM_TOKENS_CACHED,
          Resource.LLM_COST,
          Resource.COST);

  /** More than anybody pays for one call, and little enough that many of them can be added up. */
  private static final long MOST = 1L << 50;

  private final PolicyEngine engine;
  private final LimitJudge judge;

  Reservations(PolicyEngine engine, LimitJudge judge) {
    this.engine = engine;
    this.judge = judge;
  }

  /**
   * What is reserved of a resource of one account, which is nothing yet; null where none can be.
   */
  static @Nullable Reserved of(Resource resource, NanoClock clock) {
    return RESERVABLE.contains(resource) ? new Reserved(clock) : null;
  }

  /** Why the call must not happen, or null when it may; only then the amounts are held back. */
  @Nullable Refusal reserve(
      AccountLimits account, Resource[] resources, long[] amounts, @Nullable Object target) {
    Call call = new Call(account, resources, bounded(resources, amounts), target);
    if (PolicyEngine.closedAt(account) == null && tryReserve(call, null) == null) {
      return null;
    }
    boolean[] reserved = new boolean[1];
    Refusal refusal =
        engine.pass(
            call,
            passage -> {
              Verdict verdict = judge(call, passage);
              reserved[0] = verdict == null;
              return verdict;
            });
    if (refusal == null && !reserved[0]) {
      // It goes on all the same, and is released like any other.
      add(call);
    }
    return refusal;
  }

  private @Nullable Verdict judge(Call call, Passage passage) {
    AccountLimits closed = PolicyEngine.closedAt(call.account());
    if (closed != null) {
      return judge.atGate(closed, call);
    }
    ResourceLimits full = tryReserve(call, passage);
    return full == null ? null : judge.atLimit(full, call, passage);
  }

  private static @Nullable ResourceLimits tryReserve(Call call, @Nullable Passage passage) {
    Resource[] resources = call.resources();
    for (int i = 0; i < resources.length; i++) {
      long amount = call.amountOf(resources[i]);
      for (AccountLimits level = call.account(); level != null; level = level.parent()) {
        ResourceLimits limits = level.of(resources[i]);
        if (amount > 0 && !limits.tryReserve(amount, passage)) {
          rollBack(call, i, level);
          return limits;
        }
      }
    }
    return null;
  }

  private static void rollBack(Call call, int failed, AccountLimits failedLevel) {
    Resource[] resources = call.resources();
    for (int i = 0; i <= failed; i++) {
      for (AccountLimits level = call.account(); level != null; level = level.parent()) {
        if (i == failed && level == failedLevel) {
          return;
        }
        release(level, resources[i], call.amountOf(resources[i]));
      }
    }
  }

  private static void add(Call call) {
    for (Resource resource : call.resources()) {
      for (AccountLimits level = call.account(); level != null; level = level.parent()) {
        level.of(resource).reserveAnyway(call.amountOf(resource));
      }
    }
  }

  /** The call is over: what it has used is charged, and nothing needs to be held back for it. */
  static void release(AccountLimits account, Resource[] resources, long[] amounts) {
    long[] bounded = bounded(resources, amounts);
    for (int i = 0; i < resources.length; i++) {
      for (AccountLimits level = account; level != null; level = level.parent()) {
        release(level, resources[i], bounded[i]);
      }
    }
  }

  private static void release(AccountLimits level, Resource resource, long amount) {
    if (amount > 0) {
      level.of(resource).release(amount);
    }
  }

  /** What is too much for any budget need not be exact; both ways it is the same. */
  private static long[] bounded(Resource[] resources, long[] amounts) {
    long[] bounded = new long[resources.length];
    for (int i = 0; i < resources.length; i++) {
      if (!RESERVABLE.contains(resources[i])) {
        throw new IllegalArgumentException(resources[i] + " cannot be reserved");
      }
      bounded[i] = Math.max(0, Math.min(amounts[i], MOST));
    }
    return bounded;
  }
}
