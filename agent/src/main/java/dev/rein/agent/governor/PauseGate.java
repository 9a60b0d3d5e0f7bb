package dev.rein.agent.governor;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Holds the calls of a paused account until it is resumed. Works the same for virtual threads. */
final class PauseGate {
  private static final long LONGEST_PARK = TimeUnit.SECONDS.toNanos(1);

  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  boolean isClosed() {
    return closed;
  }

  /** Closes the gate; false when it was closed already. */
  synchronized boolean close() {
    boolean wasOpen = !closed;
    closed = true;
    return wasOpen;
  }

  synchronized void open() {
    closed = false;
    // Each takes itself out: it may find the gate closed again and go on waiting.
    waiting.forEach(LockSupport::unpark);
  }

  /**
   * Waits while the gate is closed.
   *
   * @return false when the thread was interrupted; it stays so
   */
  boolean await() {
    Thread self = Thread.currentThread();
    waiting.add(self);
    try {
      while (closed) {
        if (self.isInterrupted()) {
          return false;
        }
        LockSupport.parkNanos(this, LONGEST_PARK);
      }
      return true;
    } finally {
      waiting.remove(self);
    }
  }
}
