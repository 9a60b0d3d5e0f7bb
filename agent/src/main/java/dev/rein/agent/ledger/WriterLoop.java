package dev.rein.agent.ledger;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** What the ledger's thread does: entries as they come, counters at every tick, the end. */
final class WriterLoop {
  /**
   * After an event more are likely: for a while the thread looks again by itself, so that an offer
   * need not wake it, which costs the offering thread microseconds.
   */
  private static final long ATTENTIVE = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(5);

  private final LedgerWriter writer;
  private final PendingEntries pending;
  private final Recording recording;
  private final CounterSource counters;
  private final Consumer<String> problems;
  private final Deque<LedgerEntry> opening = new ArrayDeque<>();
  private final List<LedgerEntry> collected = new ArrayList<>();
  private long lastEvent;
  private long droppedReported;
  private boolean countersFailed;

  WriterLoop(
      LedgerWriter writer,
      PendingEntries pending,
      Recording recording,
      CounterSource counters,
      Consumer<String> problems) {
    this.writer = writer;
    this.pending = pending;
    this.recording = recording;
    this.counters = counters;
    this.problems = problems;
  }

  /** Runs until the writer is closed. Nothing leaves it, for there is no one to take it. */
  void run() {
    try {
      work();
    } catch (Throwable fault) {
      tell("the ledger's thread failed: " + fault);
    }
    recording.close();
    pending.abandon();
  }

  private void work() {
    opening.addAll(counters.opening());
    Pace pace = new Pace(System.nanoTime());
    lastEvent = System.nanoTime() - ATTENTIVE;
    String closing;
    do {
      // Read before draining: what was offered before the closing is then in.
      closing = writer.closing();
      if (closing != null) {
        recording.lookAgain();
      }
      long now = System.nanoTime();
      boolean ready = recording.isReady(now);
      if (ready) {
        if (drain(now)) {
          pace.stirred(now);
        }
        if (pace.isDue(now) || closing != null) {
          pace.ticked(now, tick(now));
        }
      }
      if (closing == null) {
        rest(pace, ready);
      }
    } while (closing == null);
    // Even on a disk that is nearly full: these few bytes tell an end from a kill.
    recording.write(
        new LedgerEntry.Stopped(
            System.currentTimeMillis(), closing, pending.dropped() + pending.size()),
        System.nanoTime());
  }

  /** True when there was something. An entry that cannot be written stays for later. */
  private boolean drain(long now) {
    boolean any = false;
    for (LedgerEntry next = opening.peek(); next != null; next = opening.peek()) {
      if (!recording.write(next, now)) {
        return any;
      }
      opening.remove();
      any = true;
    }
    // No more than were there: a host that is refused again and again would put off the counters.
    int most = pending.size();
    for (PendingEntries.Pending next = pending.oldest();
        next != null && most > 0;
        next = pending.oldest()) {
      most--;
      if (!recording.write(next.entry(), now)) {
        return any;
      }
      pending.removeOldest();
      Ticket ticket = next.ticket();
      if (ticket != null) {
        ticket.settle(true);
      }
      any = true;
    }
    if (any) {
      lastEvent = now;
    }
    return any;
  }

  /** True when something was counted since the last tick. */
  private boolean tick(long now) {
    if (collected.isEmpty()) {
      collect();
      // What was offered before something was counted goes first: an account before its counters.
      boolean unused = drain(now);
    }
    boolean changed = !collected.isEmpty();
    while (!collected.isEmpty() && recording.write(collected.get(0), now)) {
      collected.remove(0);
    }
    long dropped = pending.dropped();
    if (dropped > droppedReported) {
      String message = (dropped - droppedReported) + " entries were dropped, too many at once";
      if (recording.write(
          new LedgerEntry.Notice(System.currentTimeMillis(), "warning", message), now)) {
        droppedReported = dropped;
      }
    }
    return changed;
  }

  private void collect() {
    try {
      counters.collect(collected::add);
    } catch (RuntimeException | Error fault) {
      if (!countersFailed) {
        countersFailed = true;
        tell("counters cannot be read: " + fault);
      }
    }
  }

  private void rest(Pace pace, boolean ready) {
    long now = System.nanoTime();
    if (ready && now - lastEvent < ATTENTIVE) {
      LockSupport.parkNanos(this, NAP);
    } else {
      // Not ready, there is nothing to do before the next look at the disk, whatever is offered.
      writer.sleep(ready ? pace.nanosLeft(now) : TimeUnit.SECONDS.toNanos(1), !ready);
    }
    // A host that interrupts all threads it finds must not turn the pauses into a spin.
    if (Thread.interrupted()) {
      lastEvent = now - ATTENTIVE;
    }
  }

  private void tell(String problem) {
    try {
      problems.accept(problem);
    } catch (RuntimeException | Error noOneListens) {
      // Then there is no way to say it.
    }
  }
}
