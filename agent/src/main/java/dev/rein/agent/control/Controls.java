package dev.rein.agent.control;

import dev.rein.api.Deliverable;
import dev.rein.api.Resource;
import java.util.List;

/**
 * What can be done to the accounts of a running JVM from outside. Any thread. Accounts are named by
 * their id, {@code jvm} or {@code lead/coder}; {@code by} says who asks, for the ledger.
 */
public interface Controls {
  /**
   * Somebody must not steer, or has sent what is no command.
   *
   * @param by the user, as far as the system tells
   */
  default void refused(String by, String what) {}

  /** Holds up every counted call of the account and of those below it. */
  void pause(String account, String reason, String by) throws ControlException;

  /** Lets a paused account go on, and grants each budget that is used up once more. */
  void resume(String account, String by) throws ControlException;

  /** Ends the account: its calls fail from now on, and its threads are interrupted. */
  void terminate(String account, String reason, String by) throws ControlException;

  /** The account got something done. */
  void deliver(
      String account, Deliverable kind, String description, List<String> artifacts, String by)
      throws ControlException;

  /**
   * Sets the amount of a limit that the account has, until the policy is read anew.
   *
   * @param kind {@code budget}, {@code rate}, {@code at-most}, {@code above} or {@code below};
   *     empty when the resource has one limit only
   * @param max the last amount that is allowed, in the resource's unit
   */
  void limit(String account, Resource resource, String kind, long max, String by)
      throws ControlException;

  /** The calls that wait for a person to say yes or no, oldest first. */
  List<PendingApproval> approvals();

  /**
   * Says yes or no to a waiting call.
   *
   * @param number of the call, from {@link #approvals}
   */
  void decide(long number, boolean approved, String by) throws ControlException;

  /** Every account, each behind the one above it. */
  List<AccountStatus> accounts();
}
