package dev.rein.agent.governor;

import dev.rein.agent.policy.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that has met a limit, on its way past it. Of one thread. */
final class Passage implements AutoCloseable {
  private final List<LimitState> approved = new ArrayList<>(1);
  private final Map<WaitingRoom, Long> waited = new HashMap<>();
  private @Nullable Turn turn;
  private boolean barges;
  private boolean hasWaited;

  /** Whether the call may take what is there although others are in line. */
  boolean mayPass(WaitingRoom room) {
    Turn current = turn;
    return barges || (current != null && current.isIn(room));
  }

  /** The call may not wait: it takes what is there, or fails. */
  void barge() {
    barges = true;
  }

  /** A person has said yes to this call at this limit, and at no other. */
  void approve(LimitState limit) {
    approved.add(limit);
  }

  boolean isApproved(LimitState limit) {
    return approved.contains(limit);
  }

  boolean hasApprovals() {
    return !approved.isEmpty();
  }

  /**
   * Stands in line there, unless it does already; true the first time that the call waits at all.
   */
  boolean enter(WaitingRoom room, Priority priority) {
    Turn current = turn;
    if (current == null || !current.isIn(room)) {
      // To be first in one line and wait in another would hold up the first.
      leave();
      turn = room.enter(priority, waited.getOrDefault(room, 0L));
    }
    boolean firstWait = !hasWaited;
    hasWaited = true;
    return firstWait;
  }

  /** Where the call stands in line. */
  Turn turn() {
    Turn current = turn;
    if (current == null) {
      throw new IllegalStateException("not in line");
    }
    return current;
  }

  /** Leaves the line; if the call comes back to it, its time there goes on. */
  void leave() {
    Turn current = turn;
    if (current != null) {
      turn = null;
      waited.put(current.room(), current.waited());
      current.leave();
    }
  }

  @Override
  public void close() {
    leave();
  }
}
