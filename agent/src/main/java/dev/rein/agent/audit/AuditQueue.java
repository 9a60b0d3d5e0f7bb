package dev.rein.agent.audit;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the audit log's thread: bounded, without locks. The newest are lost when it is
 * full, and a quarter is kept for what had an effect.
 */
final class AuditQueue {
  private final int capacity;
  private final ConcurrentLinkedQueue<Occurrence> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder lost = new LongAdder();

  AuditQueue(int capacity) {
    this.capacity = capacity;
  }

  /** False when it is lost. */
  boolean offer(Occurrence occurrence, boolean hadEffect) {
    if (size.get() >= (hadEffect ? capacity : capacity - capacity / 4)) {
      lost.increment();
      return false;
    }
    size.incrementAndGet();
    queue.offer(occurrence);
    return true;
  }

  int size() {
    return size.get();
  }

  /** The oldest, or null. For the one thread that takes out. */
  @Nullable Occurrence take() {
    Occurrence oldest = queue.poll();
    if (oldest != null) {
      size.decrementAndGet();
    }
    return oldest;
  }

  long lost() {
    return lost.sum();
  }

  /** Nothing will be written any more: lets those go that wait for it. */
  void abandon() {
    for (Occurrence left = take(); left != null; left = take()) {
      left.settle(false);
    }
  }
}
