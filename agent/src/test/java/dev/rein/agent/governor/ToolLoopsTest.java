package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.atMost;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An account that calls the same tool with the same arguments again and again is held. */
@Timeout(60)
class ToolLoopsTest {
  private static @Nullable Refusal call(TestGovernor test, AccountLimits account, String tool) {
    return test.governor().toolLoops().begin(account, tool, 42);
  }

  private static void call(TestGovernor test, AccountLimits account, String tool, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(call(test, account, tool)).isNull();
    }
  }

  private static TestGovernor atMostThree(Action then) {
    return TestGovernor.jvm(atMost(Resource.TOOLS_REPEATED, 3, then));
  }

  @Test
  void theCallPastTheLimitIsRefused() {
    TestGovernor test = atMostThree(Action.DENY);
    AccountLimits coder = test.account("coder");
    call(test, coder, "search", 3);

    Refusal refusal = Objects.requireNonNull(call(test, coder, "search"));

    assertThat(refusal.reason())
        .isEqualTo("tools.repeated of account 'coder' has reached its limit of 3 (used 4)");
    assertThat(test.events().count("DENIED coder tools.repeated")).isEqualTo(1);
    assertThat(call(test, coder, "read")).isNull();
    assertThat(test.governor().toolLoops().begin(coder, "search", 43)).isNull();
  }

  @Test
  void callsThatTakeTurnsAreALoopToo() {
    TestGovernor test = atMostThree(Action.DENY);
    for (int i = 0; i < 3; i++) {
      call(test, test.jvm(), "edit", 1);
      call(test, test.jvm(), "build", 1);
    }

    assertThat(call(test, test.jvm(), "edit")).isNotNull();
    assertThat(call(test, test.jvm(), "build")).isNotNull();
  }

  @Test
  void onlyTheLastTwentyMatter() {
    TestGovernor test = atMostThree(Action.DENY);
    call(test, test.jvm(), "search", 3);
    for (int i = 0; i < LastTools.LENGTH; i++) {
      call(test, test.jvm(), "other" + i, 1);
    }

    call(test, test.jvm(), "search", 3);
    assertThat(call(test, test.jvm(), "search")).isNotNull();
  }

  @Test
  void whatOtherAccountsCallIsNoLoopOfThisOne() {
    TestGovernor test = atMostThree(Action.DENY);
    for (int i = 0; i < 10; i++) {
      call(test, test.account("agent-" + i), "search", 3);
    }
  }

  @Test
  void aLoopThatWasPausedGoesOnAnewWhenItIsResumed() throws Exception {
    TestGovernor test = atMostThree(Action.PAUSE);
    AccountLimits coder = test.account("coder");
    call(test, coder, "search", 3);
    WaitingCalls calls = new WaitingCalls(test);

    WaitingCall fourth =
        calls.waitingFor(coder, () -> test.governor().toolLoops().begin(coder, "search", 42));
    assertThat(coder.isPaused()).isTrue();
    assertThat(test.jvm().isPaused()).isFalse();
    assertThat(test.governor().resume(coder)).isTrue();

    assertThat(fourth.answer()).isNull();
    call(test, coder, "search", 2);
    assertThat(used(coder, Resource.TOOLS_REPEATED)).isEqualTo(3);
  }

  @Test
  void aLoopThatIsOnlyWatchedGoesOn() {
    TestGovernor test =
        TestGovernor.unlimited().agent("coder", atMost(Resource.TOOLS_REPEATED, 3, Action.WARN));
    AccountLimits coder = test.account("coder");

    call(test, coder, "search", 12);
    assertThat(test.events().count("WARNED coder tools.repeated")).isEqualTo(2);
    assertThat(coder.phase()).isEqualTo(Phase.WARNING);
    assertThat(test.events().count("loop")).isZero();

    call(test, coder, "read", 1);
    test.governor().tick();
    assertThat(coder.phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void withoutALimitOneNoticeIsTold() {
    TestGovernor test = TestGovernor.unlimited();
    AccountLimits coder = test.account("coder");

    call(test, coder, "search", 9);
    assertThat(test.events().count("loop")).isZero();
    call(test, coder, "search", 30);
    assertThat(test.events().count("loop coder search 10")).isEqualTo(1);

    for (int i = 0; i < LastTools.LENGTH; i++) {
      call(test, coder, "other" + i, 1);
    }
    call(test, coder, "search", 10);
    assertThat(test.events().count("loop coder search 10")).isEqualTo(2);
  }

  @Test
  void aRefusedCallIsNone() {
    TestGovernor test = atMostThree(Action.DENY);
    call(test, test.jvm(), "search", 3);
    for (int i = 0; i < 30; i++) {
      assertThat(call(test, test.jvm(), "search")).isNotNull();
    }
    test.governor().toolLoops().giveBack(test.jvm(), "search", 42);

    assertThat(call(test, test.jvm(), "search")).isNull();
  }

  @Test
  void inARaceNoMorePassThanTheLimit() throws Exception {
    TestGovernor test = atMostThree(Action.DENY);
    AtomicInteger passed = new AtomicInteger();
    Thread[] threads = new Thread[8];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                if (call(test, test.jvm(), "search") == null) {
                  passed.incrementAndGet();
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(passed.get()).isBetween(1, 3);
  }
}
