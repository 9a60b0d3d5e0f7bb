package dev.rein.agent.governor;

import dev.rein.api.Refusal;

/** What is to happen to a call that has met a limit. */
sealed interface Verdict {
  /** The call goes on, past the limit. */
  record Proceed() implements Verdict {}

  /** Things have changed; the call is to be judged anew. */
  record Retry() implements Verdict {}

  /** The call must not happen. */
  record Refuse(Refusal refusal) implements Verdict {}

  Verdict PROCEED = new Proceed();
  Verdict RETRY = new Retry();
}
