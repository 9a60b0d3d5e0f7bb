package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.NewWork;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.agent.governor.Rules;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Charges calls with what they use, and with their price. */
final class ChargedCalls {
  /** Known only after the answer, so a limit on them is held by the next request. */
  private static final Resource[] ASKED_BEFORE_REQUESTS = {
    Resource.HTTP_ERRORS,
    Resource.HTTP_RATE_LIMITED,
    Resource.LLM_TOKENS,
    Resource.LLM_TOKENS_INPUT,
    Resource.LLM_TOKENS_OUTPUT,
    Resource.LLM_TOKENS_CACHED,
    Resource.LLM_COST,
    Resource.COST
  };

  private static final Resource[] PRICE = {Resource.COST};

  private final PolicyEngine engine;

  ChargedCalls(PolicyEngine engine) {
    this.engine = engine;
  }

  /** Whether what is known only after a request, or a call of a model, allows another one. */
  @Nullable Refusal askBeforeRequest(AccountLimits limits) {
    return ask(limits, resource -> true);
  }

  /**
   * The same for a request that calls a model: a reservation judges budgets by itself, and a person
   * who approves is asked once.
   *
   * @param reserved whether a resource is reserved
   */
  @Nullable Refusal askBeforeModelCall(AccountLimits limits, Predicate<Resource> reserved) {
    return ask(limits, resource -> !reserved.test(resource) || engine.hasRate(limits, resource));
  }

  private @Nullable Refusal ask(AccountLimits limits, Predicate<Resource> asked) {
    for (Resource resource : ASKED_BEFORE_REQUESTS) {
      Refusal refusal = asked.test(resource) ? engine.ask(limits, resource) : null;
      if (refusal != null) {
        return refusal;
      }
    }
    return null;
  }

  /**
   * Charges what a call uses, and its price if a rule gives it one.
   *
   * @param work what begins by it; null for nothing
   * @return why it must not happen, or null
   */
  @Nullable Refusal charge(
      AccountLimits limits,
      @Nullable NewWork work,
      Resource[] charged,
      @Nullable Object target,
      Rules.Match match) {
    if (match.perCall() == 0) {
      return use(limits, work, charged, target, match);
    }
    Refusal refusal = engine.charge(limits, PRICE, match.perCall(), target, Rules.Match.NONE);
    if (refusal == null) {
      refusal = use(limits, work, charged, target, match);
      if (refusal != null) {
        givePriceBack(limits, match);
      }
    }
    return refusal;
  }

  private @Nullable Refusal use(
      AccountLimits limits,
      @Nullable NewWork work,
      Resource[] charged,
      @Nullable Object target,
      Rules.Match match) {
    return work == null
        ? engine.charge(limits, charged, 1, target, match)
        : engine.begin(work, limits, charged, 1, target, match);
  }

  /** A call that was charged did not happen. */
  void giveBack(AccountLimits limits, Resource[] charged, Rules.Match match) {
    engine.giveBack(limits, charged);
    engine.giveBack(match, false);
    givePriceBack(limits, match);
  }

  private void givePriceBack(AccountLimits limits, Rules.Match match) {
    if (match.perCall() != 0) {
      engine.giveBack(limits, match.perCall(), PRICE);
    }
  }
}
