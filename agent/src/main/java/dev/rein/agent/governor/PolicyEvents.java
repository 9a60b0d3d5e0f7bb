package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Told what the governor does, on the thread of the call it does it to: what an implementation does
 * here delays that call.
 */
public interface PolicyEvents {
  /** What became of a call at a limit. */
  enum Kind {
    /** The limit's warning share is reached, or a limit that only warns is passed. */
    WARNED,
    /** A limit is passed that would have held the call, were it enforced. */
    OBSERVED,
    /** The call is about to be refused; when the event returns the refusal is on record. */
    DENIED,
    /** The call is let through past a limit, since refusing it there would break the host. */
    EXCUSED,
    /** The account waits from now on; when the event returns the pause is on record. */
    PAUSED,
    /** A paused account goes on. */
    RESUMED,
    /** Calls wait in line from now on. */
    THROTTLED,
    /** The account is ended; when the event returns that is on record. */
    TERMINATED
  }

  /** What became of a call that a person is asked about. */
  enum Decision {
    ASKED,
    APPROVED,
    DENIED,
    /** Nobody decided in time, or the call has given up. */
    EXPIRED
  }

  /** There is another account, which is held to these limits. */
  void accountOpened(AccountLimits account);

  /**
   * A call has met a limit.
   *
   * @param max what is allowed in all by now: the limit's, and what was granted on top of it
   * @param used of the resource, in its unit
   * @param target what the call is about, as the hook handed it over
   */
  void atLimit(
      Kind kind, Account account, Limit limit, long max, long used, @Nullable Object target);

  /** A budget is larger by so much than it was. */
  void granted(Account account, Limit limit, long amount);

  /** A limit holds from now on, or does not any more. */
  void limitChanged(Account account, Limit limit, boolean holds);

  /** An account's phase is another. */
  void phaseChanged(Account account, Phase from, Phase to, String reason);

  /**
   * A person is asked, or has answered.
   *
   * @param by who has decided; empty when nobody has
   */
  void approval(Decision decision, Approval approval, String by);

  /** An account has called a tool so often with the same arguments, and no limit is about that. */
  default void loopNoticed(Account account, String tool, int times) {}

  /** From now on transfers of this resource have to be asked for, or need not be any more. */
  void transfersBlocked(Resource resource, boolean blocked);
}
