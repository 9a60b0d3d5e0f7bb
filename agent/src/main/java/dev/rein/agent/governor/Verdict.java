package dev.rein.agent.governor;

import dev.rein.api.Refusal;
import java.util.function.Function;

/** What is to happen to a call that has met a limit. */
sealed interface Verdict {
  /** The call goes on, past the limit. */
  record Proceed() implements Verdict {}

  /** Things have changed; the call is to be judged anew. */
  record Retry() implements Verdict {}

  /** The call must not happen. */
  record Refuse(Refusal refusal) implements Verdict {}

  /**
   * The call waits in line and is judged anew then.
   *
   * @param reason what it waits for, for people
   * @param counted whose limits tell that a call was held up
   * @param nextLook nanoseconds until it is worth to look without being called
   * @param longest nanoseconds in line after which it is refused
   * @param givenUp makes the refusal of a call that does not wait to the end
   */
  record Wait(
      WaitingRoom room,
      String reason,
      ResourceLimits counted,
      long nextLook,
      long longest,
      Function<Turn.Outcome, Refusal> givenUp)
      implements Verdict {}

  Verdict PROCEED = new Proceed();
  Verdict RETRY = new Retry();
}
