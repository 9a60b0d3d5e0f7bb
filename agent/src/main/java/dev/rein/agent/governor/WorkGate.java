package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.api.Resource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the new work of an account and of those below it, and how much of it runs.
 * Whether something runs is asked, and said of what is about to, under the lock of {@link
 * AdmissionControl}.
 */
final class WorkGate {
  /** Nobody tells when a model has answered; so long its call counts as going on. */
  private static final long MODEL_CALL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final AccountLimits account;
  private final NanoClock clock;
  private final WaitingRoom room;
  private final WaitingRoom innerRoom;
  private final List<WorkHold> holds = new CopyOnWriteArrayList<>();
  private final AtomicInteger runs = new AtomicInteger();
  private final AtomicInteger ownSlots = new AtomicInteger();
  private final AtomicInteger slots = new AtomicInteger();
  private int entering;
  private int enteringSlots;

  /** The fewest children since new work has been held; those have been there before. */
  private long children;

  private volatile long modelCalled;
  private volatile boolean hasCalledModel;

  WorkGate(AccountLimits account, NanoClock clock) {
    this.account = account;
    this.clock = clock;
    this.room = new WaitingRoom(clock);
    this.innerRoom = new WaitingRoom(clock);
  }

  /** Where such work waits: slots of a job that runs must not stand behind other jobs. */
  WaitingRoom room(boolean inner) {
    return inner ? innerRoom : room;
  }

  /** How many wait, at this account. */
  int waiting() {
    return room.waiting() + innerRoom.waiting();
  }

  /** From now on this threshold holds. */
  void hold(WorkHold hold) {
    release(hold.by());
    if (holds.isEmpty()) {
      children = childrenNow();
    }
    holds.add(hold);
  }

  /** The one by a threshold, or null. */
  @Nullable WorkHold by(LimitState state) {
    for (WorkHold hold : holds) {
      if (hold.by() == state) {
        return hold;
      }
    }
    return null;
  }

  /** False when the threshold did not hold. */
  boolean release(LimitState by) {
    boolean was = holds.removeIf(hold -> hold.by() == by);
    if (was) {
      letGo();
    }
    return was;
  }

  /** Another policy holds: only these are there still, and what is nobody's policy. */
  void keep(List<LimitState> states) {
    if (holds.removeIf(hold -> !hold.isForSlotsOnly() && !states.contains(hold.by()))) {
      letGo();
    }
  }

  private void letGo() {
    if (holds.isEmpty()) {
      // One after another, as they stand in line.
      call();
    } else {
      // Others may hold fewer classes; who is free now need not be first.
      room.callAll();
      innerRoom.callAll();
    }
  }

  /** Something has ended, or nothing holds any more. */
  void call() {
    room.call();
    innerRoom.call();
  }

  boolean isHeld() {
    return !holds.isEmpty();
  }

  /** What holds such work of an account; one that denies before one that lets wait. */
  @Nullable WorkHold holdOf(NewWork work, AccountLimits caller) {
    WorkHold worst = null;
    for (WorkHold hold : holds) {
      if (hold.holds(work, caller) && (worst == null || hold.denies())) {
        worst = hold;
      }
    }
    return worst;
  }

  /** Whether a run of the account itself goes on. */
  boolean hasRun() {
    return runs.get() > 0;
  }

  /** Whether a job of the account itself goes on. */
  boolean hasJob() {
    return runs.get() > 0 || ownSlots.get() > 0;
  }

  /**
   * Whether anything goes on here that such work would be one more of.
   *
   * @param inner whether the work is a slot within a run, which waits for it and so does not count
   */
  boolean isBusy(NewWork work, boolean inner) {
    if (inner) {
      return slots.get() + enteringSlots > 0;
    }
    children = Math.min(children, childrenNow());
    return entering + enteringSlots > 0
        || used(Resource.JOBS_ACTIVE) > 0
        || used(Resource.HTTP_IN_FLIGHT) > 0
        || childrenNow() > children
        || (work == NewWork.MODEL_CALL
            && hasCalledModel
            && clock.nanos() - modelCalled < MODEL_CALL_NANOS);
  }

  private long childrenNow() {
    return used(Resource.PROCESSES_LIVE);
  }

  private long used(Resource resource) {
    return account.account().meter(resource).used();
  }

  /** Such work is about to be charged, or has been, or was not after all. */
  void addEntering(boolean inner, int more) {
    if (inner) {
      enteringSlots += more;
    } else {
      entering += more;
    }
  }

  /** Work has begun, here or below. */
  void begun(NewWork work, boolean own) {
    if (work == NewWork.MODEL_CALL) {
      modelCalled = clock.nanos();
      hasCalledModel = true;
    }
    count(work, own, 1);
  }

  /** A job has ended, here or below. */
  void ended(NewWork work, boolean own) {
    count(work, own, -1);
  }

  private void count(NewWork work, boolean own, int more) {
    if (work == NewWork.SLOT) {
      slots.addAndGet(more);
    }
    if (own && work.isJob()) {
      (work == NewWork.RUN ? runs : ownSlots).addAndGet(more);
    }
  }
}
