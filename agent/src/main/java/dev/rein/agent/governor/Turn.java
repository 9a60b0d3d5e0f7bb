package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import java.util.concurrent.locks.LockSupport;

/** A call's place in a {@link WaitingRoom}. Waited for by the thread that got it. */
final class Turn {
  /** For a wait that has no end of its own. */
  static final long FOREVER = Long.MAX_VALUE;

  /** Why {@link #await} has returned. */
  enum Outcome {
    /** It may be worth to look whether the call can go on. */
    LOOK,
    /** The longest wait is over. */
    TIMED_OUT,
    /** The thread was interrupted; it stays so. */
    INTERRUPTED
  }

  private final WaitingRoom room;
  private final NanoClock clock;
  private final long place;
  private final long number;
  private final long entered;
  private final Thread thread = Thread.currentThread();
  private volatile boolean first;
  private volatile boolean called;
  private volatile boolean summoned;

  /**
   * @param entered since when the call counts as being here
   */
  Turn(WaitingRoom room, NanoClock clock, long entered, long place, long number) {
    this.room = room;
    this.clock = clock;
    this.entered = entered;
    this.place = place;
    this.number = number;
  }

  long place() {
    return place;
  }

  long number() {
    return number;
  }

  WaitingRoom room() {
    return room;
  }

  boolean isIn(WaitingRoom other) {
    return room == other;
  }

  /** Nanoseconds that the call has been here, in all. */
  long waited() {
    return clock.nanos() - entered;
  }

  /** The same for a call that itself waits as long as it takes. */
  Outcome await(long nextLook, long longest) {
    return await(nextLook, longest, FOREVER);
  }

  /**
   * Waits in line.
   *
   * @param nextLook nanoseconds until it is worth to look without being called, once it is first
   * @param longest nanoseconds in line, in all, after which the wait is over
   * @param longestNow nanoseconds from now on after which it is over too
   */
  Outcome await(long nextLook, long longest, long longestNow) {
    long begun = clock.nanos();
    while (true) {
      if (thread.isInterrupted()) {
        return Outcome.INTERRUPTED;
      }
      long now = clock.nanos();
      if (summoned || (first && (called || now - begun >= nextLook))) {
        // Before the look, so that who calls during it is heard.
        summoned = false;
        called = false;
        return Outcome.LOOK;
      }
      long left = Math.min(longest - (now - entered), longestNow - (now - begun));
      if (left <= 0) {
        return Outcome.TIMED_OUT;
      }
      park(first ? Math.min(left, nextLook - (now - begun)) : left);
    }
  }

  private void park(long nanos) {
    if (nanos > Long.MAX_VALUE / 2) {
      LockSupport.park(this);
    } else {
      LockSupport.parkNanos(this, nanos);
    }
  }

  void leave() {
    room.leave(this);
  }

  void setFirst(boolean isFirst) {
    first = isFirst;
    if (isFirst) {
      call();
    }
  }

  void call() {
    called = true;
    LockSupport.unpark(thread);
  }

  /** Has the call look once, first in line or not. */
  void summon() {
    summoned = true;
    LockSupport.unpark(thread);
  }
}
