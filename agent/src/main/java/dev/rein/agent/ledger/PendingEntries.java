package dev.rein.agent.ledger;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer: bounded, without locks, since any thread of the host adds to it. The
 * newest are dropped when it is full; the oldest say how the JVM began.
 */
final class PendingEntries {
  /** A waiting entry, and the ticket of the thread that waits with it, if one does. */
  record Pending(LedgerEntry entry, @Nullable Ticket ticket) {}

  private final int capacity;
  private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();

  PendingEntries(int capacity) {
    this.capacity = capacity;
  }

  /** False when it was dropped. */
  boolean offer(LedgerEntry entry, @Nullable Ticket ticket) {
    // May pass the capacity by one entry per thread that is just here; that does no harm.
    if (size.get() >= capacity) {
      dropped.increment();
      return false;
    }
    size.incrementAndGet();
    queue.offer(new Pending(entry, ticket));
    return true;
  }

  int size() {
    return size.get();
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The oldest, which stays until {@link #removeOldest}. For the one thread that takes out. */
  @Nullable Pending oldest() {
    return queue.peek();
  }

  void removeOldest() {
    if (queue.poll() != null) {
      size.decrementAndGet();
    }
  }

  long dropped() {
    return dropped.sum();
  }

  /** Nothing will be written any more: counts what is left as dropped and lets waiters go. */
  void abandon() {
    for (Pending left = queue.poll(); left != null; left = queue.poll()) {
      size.decrementAndGet();
      dropped.increment();
      Ticket ticket = left.ticket();
      if (ticket != null) {
        ticket.settle(false);
      }
    }
  }
}
