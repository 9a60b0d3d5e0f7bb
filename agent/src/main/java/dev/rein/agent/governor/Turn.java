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
  private volatile boolean dismissed;

  Turn(WaitingRoom room, NanoClock clock, long place, long number) {
    this.room = room;
    this.clock = clock;
    this.place = place;
    this.number = number;
    this.entered = clock.nanos();
  }

  long place() {
    return place;
  }

  long number() {
    return number;
  }

  boolean isIn(WaitingRoom other) {
    return room == other;
  }

  /**
   * Waits in line.
   *
   * @param nextLook nanoseconds until it is worth to look without being called, once it is first
   * @param longest nanoseconds in line, in all, after which the wait is over
   */
  Outcome await(long nextLook, long longest) {
    long begun = clock.nanos();
    while (true) {
      if (thread.isInterrupted()) {
        return Outcome.INTERRUPTED;
      }
      long now = clock.nanos();
      if (dismissed || (first && (called || now - begun >= nextLook))) {
        called = false;
        return Outcome.LOOK;
      }
      long left = longest - (now - entered);
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

  void dismiss() {
    dismissed = true;
    LockSupport.unpark(thread);
  }
}
