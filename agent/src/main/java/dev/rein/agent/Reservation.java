package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.PolicyEngine;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What a call of a model may use at most, kept free for it until it is known what it has used. */
final class Reservation {
  private static final Resource[] RESERVED = {
    Resource.LLM_TOKENS,
    Resource.LLM_TOKENS_INPUT,
    Resource.LLM_TOKENS_OUTPUT,
    Resource.LLM_COST,
    Resource.COST
  };

  private final AccountLimits account;
  private final long[] amounts;
  private final AtomicBoolean held = new AtomicBoolean();

  /**
   * @param input tokens
   * @param output tokens
   * @param cost in millionths of a dollar
   */
  Reservation(AccountLimits account, long input, long output, long cost) {
    this.account = account;
    this.amounts = new long[] {input + output, input, output, cost, cost};
  }

  /** Whether it is about this resource. */
  boolean covers(Resource resource) {
    for (int i = 0; i < RESERVED.length; i++) {
      if (RESERVED[i].equals(resource)) {
        return amounts[i] > 0;
      }
    }
    return false;
  }

  /** Why there is not so much left, or null when it is kept from now on. */
  @Nullable Refusal make(PolicyEngine engine, String target) {
    Refusal refusal = engine.reserve(account, RESERVED, amounts, target);
    held.set(refusal == null);
    return refusal;
  }

  /** Ends it; once. */
  void release(PolicyEngine engine) {
    if (held.getAndSet(false)) {
      engine.release(account, RESERVED, amounts);
    }
  }
}
