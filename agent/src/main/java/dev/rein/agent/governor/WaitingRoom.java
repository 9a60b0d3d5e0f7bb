package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.policy.Priority;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Calls that wait for the same, in line: only the first looks whether it may go on, and when it
 * goes, well or not, the next does. Works the same for virtual threads.
 *
 * <p>A call of a higher priority class goes before those of lower ones, but not before those that
 * have waited {@link #HEAD_START} longer for each class between: so nobody waits for ever.
 */
final class WaitingRoom {
  /** How much earlier a call of a class counts as come than one of the class below. */
  static final Duration HEAD_START = Duration.ofSeconds(10);

  /** By the difference: a clock's numbers may pass the largest long. */
  private static final Comparator<Turn> ORDER =
      (one, other) -> {
        int places = Long.signum(one.place() - other.place());
        return places != 0 ? places : Long.compare(one.number(), other.number());
      };

  private final NanoClock clock;
  private final PriorityQueue<Turn> line = new PriorityQueue<>(ORDER);
  private volatile int waiting;
  private long lastNumber;

  WaitingRoom(NanoClock clock) {
    this.clock = clock;
  }

  boolean isOccupied() {
    return waiting != 0;
  }

  int waiting() {
    return waiting;
  }

  /**
   * Stands in line; {@link #leave} must follow. Who becomes first looks once more, since what it
   * waits for may have come before it stood here.
   *
   * @param waited nanoseconds that the call has been in this line before; they count
   */
  synchronized Turn enter(Priority priority, long waited) {
    long entered = clock.nanos() - waited;
    long place = entered + priority.ordinal() * HEAD_START.toNanos();
    Turn turn = new Turn(this, clock, entered, place, lastNumber++);
    Turn first = line.peek();
    line.add(turn);
    waiting = line.size();
    if (line.peek() == turn) {
      if (first != null) {
        first.setFirst(false);
      }
      turn.setFirst(true);
    }
    return turn;
  }

  synchronized void leave(Turn turn) {
    boolean wasFirst = line.peek() == turn;
    boolean unused = wasFirst ? line.poll() != null : line.remove(turn);
    waiting = line.size();
    Turn next = line.peek();
    if (wasFirst && next != null) {
      next.setFirst(true);
    }
  }

  /** Something has changed that the first in line waits for. */
  void call() {
    if (isOccupied()) {
      callFirst();
    }
  }

  private synchronized void callFirst() {
    Turn first = line.peek();
    if (first != null) {
      first.call();
    }
  }

  /** All look once: what they wait for is not the same any more. */
  void callAll() {
    if (isOccupied()) {
      summonAll();
    }
  }

  private synchronized void summonAll() {
    line.forEach(Turn::summon);
  }
}
