package dev.rein.agent.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls on threads of their own, which tests see wait and go on. */
final class WaitingCalls {
  private static final long LONGEST_SECONDS = 20;

  private final TestGovernor test;

  WaitingCalls(TestGovernor test) {
    this.test = test;
  }

  /** A call that has been charged, or refused, or waits. */
  static final class WaitingCall {
    private final CompletableFuture<@Nullable Refusal> answer = new CompletableFuture<>();
    private final Thread thread;

    private WaitingCall(Supplier<@Nullable Refusal> asked) {
      this.thread = new Thread(() -> answer.complete(asked.get()));
    }

    Thread thread() {
      return thread;
    }

    boolean isDone() {
      return answer.isDone();
    }

    @Nullable Refusal answer() throws Exception {
      return answer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }
  }

  WaitingCall charge(AccountLimits account, Resource... resources) {
    return charge(account, Rules.Match.NONE, resources);
  }

  WaitingCall charge(AccountLimits account, Rules.Match match, Resource... resources) {
    return on(() -> test.engine().charge(account, resources, 1, "f", match));
  }

  /** An agent begins a run. */
  WaitingCall begin(String agent) {
    return on(
        () ->
            test.governor().beginAgent(test.jvm(), agent) instanceof Refusal refusal
                ? refusal
                : null);
  }

  /** The same, when it is known to wait. */
  WaitingCall beginAndWait(String agent) {
    return waiting(test.account(agent), begin(agent));
  }

  /** New work of an account begins. */
  WaitingCall begin(NewWork work, AccountLimits account, Resource... resources) {
    return on(() -> test.engine().begin(work, account, resources, 1, "f", Rules.Match.NONE));
  }

  /** The same, when it is known to wait. */
  WaitingCall beginAndWait(NewWork work, AccountLimits account, Resource... resources) {
    return waiting(account, begin(work, account, resources));
  }

  /** The program takes a slot. */
  WaitingCall acquire(AccountLimits account) {
    return on(() -> test.governor().jobs().acquire(account, Jobs.FOREVER));
  }

  /** The same, when it is known to wait. */
  WaitingCall acquireAndWait(AccountLimits account) {
    return waiting(account, acquire(account));
  }

  /** A call that needs room on a volume, known to wait. */
  WaitingCall askVolumeAndWait(AccountLimits account, Supplier<List<VolumeRoom>> rooms) {
    return waiting(account, on(() -> test.governor().volumes().ask(account, rooms, null, "f")));
  }

  /** A call of a model reserves what it may need. */
  WaitingCall reserve(AccountLimits account, Resource[] resources, long[] amounts) {
    return on(() -> test.engine().reserve(account, resources, amounts, "model"));
  }

  /** The same, when it is known to wait. */
  WaitingCall reserveAndWait(AccountLimits account, Resource[] resources, long[] amounts) {
    return waiting(account, reserve(account, resources, amounts));
  }

  /** Any other call of an account, known to wait. */
  WaitingCall waitingFor(AccountLimits account, Supplier<@Nullable Refusal> asked) {
    return waiting(account, on(asked));
  }

  WaitingCall askAndWait(AccountLimits account, Resource resource) {
    return waiting(account, on(() -> test.engine().ask(account, resource)));
  }

  private static WaitingCall on(Supplier<@Nullable Refusal> asked) {
    WaitingCall call = new WaitingCall(asked);
    call.thread.start();
    return call;
  }

  /** The same, when the call is known to wait. */
  WaitingCall chargeAndWait(AccountLimits account, Resource... resources) {
    return waiting(account, charge(account, resources));
  }

  WaitingCall chargeAndWait(AccountLimits account, Rules.Match match, Resource... resources) {
    return waiting(account, charge(account, match, resources));
  }

  private static WaitingCall waiting(AccountLimits account, WaitingCall call) {
    until(() -> call.isDone() || isParked(account, call));
    assertThat(call.isDone()).as("the call waits").isFalse();
    return call;
  }

  private static boolean isParked(AccountLimits account, WaitingCall call) {
    Thread.State state = call.thread.getState();
    boolean parked = state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
    return parked && account.waiting() > 0;
  }

  /** Waits for what other threads are about to do. */
  static void until(BooleanSupplier condition) {
    long begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - begun)
          .as("nanoseconds of waiting")
          .isLessThan(TimeUnit.SECONDS.toNanos(LONGEST_SECONDS));
      Thread.onSpinWait();
    }
  }
}
