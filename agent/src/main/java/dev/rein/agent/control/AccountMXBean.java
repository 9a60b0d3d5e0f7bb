package dev.rein.agent.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account, as JMX shows and steers it: {@code dev.rein:type=Account,id="lead/coder"}. What it
 * shows is from Rein's last tick. Operations throw {@link IllegalArgumentException} saying why they
 * cannot be done.
 */
public interface AccountMXBean {
  String getId();

  /** Id of the account above; null for the JVM's. */
  @Nullable String getParent();

  /** {@code normal}, {@code warning}, {@code intervention} or {@code termination}. */
  String getPhase();

  boolean isPaused();

  /** {@code high}, {@code standard} or {@code low}. */
  String getPriority();

  /** How many times the agent is at work right now. */
  int getActive();

  /** How many of its calls wait. */
  long getWaiting();

  /** Of each resource of which anything was used, by name, in the resource's unit. */
  Map<String, Long> getUsed();

  /** Holds up every counted call of the account and of those below it. */
  void pause(String reason);

  /** Lets it go on, and grants each budget that is used up once more. */
  void resume();

  /** Ends it: its calls fail from now on, and its threads are interrupted. */
  void terminate(String reason);

  /**
   * It got something done.
   *
   * @param kind {@code code_commit}, {@code test_passed} and so on
   */
  void deliver(String kind, String description, String[] artifacts);

  /**
   * Sets the amount of a limit.
   *
   * @param kind {@code budget}, {@code rate}, {@code at-most}, {@code above}, {@code below}; empty
   *     when the resource has one limit only
   * @param max in the resource's unit
   */
  void limit(String resource, String kind, long max);
}
