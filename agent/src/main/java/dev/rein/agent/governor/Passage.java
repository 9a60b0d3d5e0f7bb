package dev.rein.agent.governor;

import dev.rein.agent.policy.Priority;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that has met a limit, on its way past it. Of one thread. */
final class Passage implements AutoCloseable {
  private final List<ResourceLimits> approved = new ArrayList<>(1);
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

  /** A person has said yes to this call. */
  void approve(ResourceLimits limits) {
    approved.add(limits);
  }

  boolean isApproved(ResourceLimits limits) {
    return approved.contains(limits);
  }

  /**
   * Stands in line there, unless it does already; true the first time that the call waits at all.
   */
  boolean enter(WaitingRoom room, Priority priority) {
    Turn current = turn;
    if (current == null || !current.isIn(room)) {
      // To be first in one line and wait in another would hold up the first.
      close();
      turn = room.enter(priority);
    }
    boolean firstWait = !hasWaited;
    hasWaited = true;
    return firstWait;
  }

  Turn.Outcome await(long nextLook, long longest) {
    Turn current = turn;
    if (current == null) {
      throw new IllegalStateException("not in line");
    }
    return current.await(nextLook, longest);
  }

  /** Leaves the line. */
  @Override
  public void close() {
    Turn current = turn;
    if (current != null) {
      turn = null;
      current.leave();
    }
  }
}
