package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What stands before every counted call of an account and of those below it. Open as a rule; closed
 * while the account is paused, held by a limit that no call asks about, or ended.
 */
final class Gate {
  /** Why a gate is closed, the worst reason first. */
  sealed interface Closed {}

  /** For good. */
  record Terminated(String reason) implements Closed {}

  /** Until it is resumed. {@code by} is what did it, or null when a person did. */
  record Paused(String reason, @Nullable Cause by, long since, boolean expired) implements Closed {}

  /** The limit that has paused the account, as it was then, and where it stands. */
  record Cause(ResourceLimits limits, Limit limit) {}

  /** While a gauge is past its threshold, or what is measured is used up. */
  record Held(ResourceLimits limits, LimitState by) implements Closed {}

  private final NanoClock clock;
  private final WaitingRoom room;
  private final List<Held> holds = new ArrayList<>();
  private final Set<Thread> watchers = ConcurrentHashMap.newKeySet();
  private @Nullable Paused paused;
  private volatile @Nullable Terminated terminated;
  private volatile boolean closed;
  private volatile boolean dismissed;

  Gate(NanoClock clock) {
    this.clock = clock;
    this.room = new WaitingRoom(clock);
  }

  /** On the hot path. */
  boolean isClosed() {
    return closed;
  }

  /** Where calls wait for it. */
  WaitingRoom room() {
    return room;
  }

  synchronized @Nullable Closed reason() {
    Terminated end = terminated;
    if (end != null) {
      return end;
    }
    return paused != null || holds.isEmpty() ? paused : worstHold();
  }

  private Held worstHold() {
    Held worst = holds.get(0);
    for (Held hold : holds) {
      if (hold.by.limit().then() == Action.DENY) {
        worst = hold;
      }
    }
    return worst;
  }

  synchronized boolean isPaused() {
    return paused != null;
  }

  boolean isTerminated() {
    return terminated != null;
  }

  /** Closes it until somebody resumes the account; false when it is paused or ended already. */
  synchronized boolean pause(String reason, @Nullable Cause by) {
    if (paused != null || terminated != null) {
      return false;
    }
    paused = new Paused(reason, by, clock.nanos(), false);
    update();
    return true;
  }

  /** Ends a pause; false when there is none. */
  synchronized boolean resume() {
    boolean was = paused != null;
    paused = null;
    update();
    wakeWatchers();
    return was;
  }

  /**
   * Waits, beside the line, until nobody pauses the account any more.
   *
   * @return false when it is paused still: the time is over, or the thread was interrupted
   */
  boolean awaitResume(long nanos) {
    long begun = clock.nanos();
    watchers.add(Thread.currentThread());
    try {
      while (isPaused() && !isTerminated() && !dismissed) {
        long left = nanos - (clock.nanos() - begun);
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
          return false;
        }
        LockSupport.parkNanos(this, left);
      }
      return true;
    } finally {
      watchers.remove(Thread.currentThread());
    }
  }

  private void wakeWatchers() {
    watchers.forEach(LockSupport::unpark);
  }

  /** Rein goes: nobody need wait any more. */
  void dismiss() {
    dismissed = true;
    wakeWatchers();
  }

  /** From now on nobody waits for the end of the pause any more; false when that was so before. */
  synchronized boolean expire(long timeoutNanos) {
    Paused current = paused;
    if (current == null || current.expired || clock.nanos() - current.since < timeoutNanos) {
      return false;
    }
    paused = new Paused(current.reason, current.by, current.since, true);
    update();
    return true;
  }

  /** Closes it for good; false when it is already. Who waits here is told by the account. */
  synchronized boolean terminate(String reason) {
    if (terminated != null) {
      return false;
    }
    terminated = new Terminated(reason);
    closed = true;
    wakeWatchers();
    return true;
  }

  /** False when the limit holds it already. */
  synchronized boolean hold(ResourceLimits limits, LimitState by) {
    for (Held hold : holds) {
      if (hold.by == by) {
        return false;
      }
    }
    holds.add(new Held(limits, by));
    update();
    return true;
  }

  /** False when the limit did not hold it. */
  synchronized boolean release(LimitState by) {
    boolean was = holds.removeIf(hold -> hold.by == by);
    if (was) {
      update();
    }
    return was;
  }

  /** Another policy holds: only these limits are there still. */
  synchronized void keep(List<LimitState> limits) {
    holds.removeIf(hold -> !limits.contains(hold.by));
    update();
  }

  private void update() {
    closed = paused != null || terminated != null || !holds.isEmpty();
    if (closed) {
      // It may be closed for another reason than what they wait for.
      room.callAll();
    } else {
      room.call();
    }
  }
}
