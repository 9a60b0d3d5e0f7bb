package dev.rein.agent.governor;

import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Lets new work in. While a threshold on the load holds it, what has begun goes on, and one piece
 * of work always does: when nothing goes on, the first in line is let in. Any thread.
 */
final class AdmissionControl {
  private final AccountTree accounts;
  private final LimitJudge judge;

  /** Whether any account's new work is held; all else is asked only then. */
  private volatile boolean holding;

  AdmissionControl(AccountTree accounts, LimitJudge judge) {
    this.accounts = accounts;
    this.judge = judge;
  }

  /** A threshold is passed: new work is held from now on. */
  void hold(
      AccountLimits holder, ResourceLimits limits, ThresholdState by, boolean slots, long now) {
    synchronized (this) {
      holder
          .work()
          .hold(new WorkHold(holder, limits, by, slots, WorkHold.lowest(holder, accounts), now));
    }
    update();
  }

  /**
   * A threshold is not passed any more.
   *
   * @return what was held by it, or null
   */
  @Nullable WorkHold release(AccountLimits holder, LimitState by) {
    WorkHold hold = holder.work().by(by);
    if (hold != null) {
      boolean unused = holder.work().release(by);
      update();
    }
    return hold;
  }

  /** The gauge of a threshold that may hold was looked at again. */
  void look(AccountLimits holder, ThresholdState by, long now) {
    WorkHold hold = holder.work().by(by);
    if (hold != null) {
      hold.look(accounts, now);
    }
  }

  /** Looks whether anything is held; to be called when a policy may have changed that. */
  synchronized void update() {
    boolean any = false;
    for (AccountLimits account : accounts.all()) {
      any |= account.work().isHeld();
    }
    holding = any;
  }

  /** Whether new work of an account can begin without being looked at. */
  boolean isOpen() {
    return !holding;
  }

  /** What would hold a job of an account, however little goes on; null when nothing does. */
  @Nullable WorkHold holdOf(NewWork work, AccountLimits account) {
    if (isOpen()) {
      return null;
    }
    for (AccountLimits level = account; level != null; level = level.parent()) {
      WorkHold hold = level.work().holdOf(work, account);
      if (hold != null) {
        return hold;
      }
    }
    return null;
  }

  /**
   * Lets the work in, as far as the load goes; then {@link #begun} or {@link #leave} must follow.
   *
   * @return what is to happen to it instead, or null
   */
  @Nullable Verdict enter(Call call, Passage passage) {
    WorkHold hold = tryEnter(call, passage);
    return hold == null ? null : judge.atHold(hold, call, passage);
  }

  /** The same where it must not wait: what holds it, or null. */
  @Nullable WorkHold tryEnter(Call call, @Nullable Passage passage) {
    NewWork work = call.work();
    if (work == null || isOpen()) {
      return null;
    }
    AccountLimits account = call.account();
    boolean inner = work == NewWork.SLOT && isWithinRun(account);
    call.setInner(inner);
    synchronized (this) {
      if (!work.isJob() && isWithinJob(account)) {
        return null;
      }
      for (AccountLimits level = account; level != null; level = level.parent()) {
        WorkHold hold = level.work().holdOf(work, account);
        if (hold != null && !mayEnter(level.work(), work, inner, passage)) {
          return hold;
        }
      }
      call.setEntered(true);
      addEntering(call, 1);
    }
    return null;
  }

  private static boolean mayEnter(
      WorkGate gate, NewWork work, boolean inner, @Nullable Passage passage) {
    WaitingRoom room = gate.room(inner);
    boolean isFirst = !room.isOccupied() || (passage != null && passage.mayPass(room));
    return isFirst && !gate.isBusy(work, inner);
  }

  private static boolean isWithinRun(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (level.work().hasRun()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWithinJob(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      if (level.work().hasJob()) {
        return true;
      }
    }
    return false;
  }

  private static void addEntering(Call call, int more) {
    for (AccountLimits level = call.account(); level != null; level = level.parent()) {
      level.work().addEntering(call.isInner(), more);
    }
  }

  /** The work, if it was let in, could not begin after all: another limit is in the way. */
  void leave(Call call) {
    if (!call.hasEntered()) {
      return;
    }
    synchronized (this) {
      call.setEntered(false);
      addEntering(call, -1);
    }
    callFrom(call.account());
  }

  /** The work is charged and begins, let in or not. */
  void begun(Call call) {
    NewWork work = call.work();
    if (work == null) {
      return;
    }
    for (AccountLimits level = call.account(); level != null; level = level.parent()) {
      level.work().begun(work, level == call.account());
    }
    synchronized (this) {
      if (call.hasEntered()) {
        call.setEntered(false);
        addEntering(call, -1);
      }
    }
  }

  /** A job's end, before its place is given back. */
  void ended(NewWork work, AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      level.work().ended(work, level == account);
    }
  }

  /** Something was given back; where that was work, others may begin theirs. */
  void gaveBack(AccountLimits account, Resource[] resources) {
    if (isOpen()) {
      return;
    }
    for (Resource resource : resources) {
      if (resource.equals(Resource.JOBS_ACTIVE)
          || resource.equals(Resource.HTTP_IN_FLIGHT)
          || resource.equals(Resource.PROCESSES_LIVE)) {
        callFrom(account);
        return;
      }
    }
  }

  private static void callFrom(AccountLimits account) {
    for (AccountLimits level = account; level != null; level = level.parent()) {
      level.work().call();
    }
  }
}
