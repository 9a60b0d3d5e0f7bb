package dev.rein.agent.ledger;

import java.util.concurrent.locks.LockSupport;

/** What a thread waits on until its entry is in the Chronicle Queue. */
public final class Ticket {
  private enum State {
    OPEN,
    WRITTEN,
    LOST
  }

  private final Thread waiter = Thread.currentThread();
  private volatile State state = State.OPEN;

  /** Called by the writer. */
  public void settle(boolean written) {
    state = written ? State.WRITTEN : State.LOST;
    LockSupport.unpark(waiter);
  }

  /** True when it was written in time. An interrupt does not end the wait; it is kept for later. */
  public boolean await(long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    for (long left = nanos; state == State.OPEN && left > 0; left = deadline - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
      // With the flag up, parking would return at once and the wait become a spin.
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return state == State.WRITTEN;
  }
}
