package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.PolicyEvents.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The calls that wait for a person, each on its own thread. */
final class Approvals {
  private final Map<Long, Pending> pending = new ConcurrentSkipListMap<>();
  private final AtomicLong lastNumber = new AtomicLong();
  private final NanoClock clock;
  private final PolicyEvents events;

  Approvals(NanoClock clock, PolicyEvents events) {
    this.clock = clock;
    this.events = events;
  }

  /** A call, the thread that waits, and what was said; that is set once. */
  private static final class Pending {
    private final Approval approval;
    private final Thread thread = Thread.currentThread();
    private @Nullable Decision decision;
    private String by = "";

    Pending(Approval approval) {
      this.approval = approval;
    }

    synchronized boolean decide(Decision made, String who) {
      if (decision != null) {
        return false;
      }
      decision = made;
      by = who;
      return true;
    }

    synchronized @Nullable Decision decision() {
      return decision;
    }

    synchronized String by() {
      return by;
    }
  }

  /**
   * Asks and waits for the answer.
   *
   * @param longest nanoseconds after which nobody need answer any more
   * @param over true when the question has lost its sense: the account is ended
   */
  Decision ask(
      AccountLimits account,
      String target,
      String reason,
      String price,
      long longest,
      BooleanSupplier over) {
    long number = lastNumber.incrementAndGet();
    Pending asked =
        new Pending(new Approval(number, account, target, reason, price, Instant.now()));
    pending.put(number, asked);
    try {
      events.approval(Decision.ASKED, asked.approval, "");
      Decision decision = await(asked, clock.nanos(), longest, over);
      events.approval(decision, asked.approval, asked.by());
      return decision;
    } finally {
      pending.remove(number);
    }
  }

  private Decision await(Pending asked, long begun, long longest, BooleanSupplier over) {
    while (true) {
      Decision decision = asked.decision();
      if (decision != null) {
        return decision;
      }
      long left = longest == Turn.FOREVER ? Turn.FOREVER : longest - (clock.nanos() - begun);
      if (left <= 0 || over.getAsBoolean() || asked.thread.isInterrupted()) {
        // Whoever answers in this moment is not left in doubt: one of the two comes first.
        asked.decide(Decision.EXPIRED, "");
        continue;
      }
      if (left == Turn.FOREVER) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  /** Says yes or no; false when no such call waits. */
  boolean decide(long number, boolean approved, String by) {
    Pending asked = pending.get(number);
    if (asked == null || !asked.decide(approved ? Decision.APPROVED : Decision.DENIED, by)) {
      return false;
    }
    LockSupport.unpark(asked.thread);
    return true;
  }

  /** All that wait look whether the question still makes sense. */
  void lookAgain() {
    pending.values().forEach(asked -> LockSupport.unpark(asked.thread));
  }

  /** Oldest first. */
  List<Approval> pending() {
    List<Approval> all = new ArrayList<>();
    pending.values().forEach(asked -> all.add(asked.approval));
    return all;
  }
}
