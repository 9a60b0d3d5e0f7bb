package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.above;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Phase;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** While a gauge is past its threshold, and until it has been back for the cool-down, it holds. */
@Timeout(60)
class ThresholdTest {
  private static final Duration COOL_DOWN = Duration.ofSeconds(30);

  private final FakeClock clock = new FakeClock();

  private static TestGovernor held(FakeClock clock, Action then) {
    TestGovernor test =
        TestGovernor.jvm(above(Resource.THREADS_LIVE, 100, COOL_DOWN, then)).at(clock);
    set(test, 101);
    return test;
  }

  private static void set(TestGovernor test, long value) {
    test.jvm().account().meter(Resource.THREADS_LIVE).set(value);
    test.governor().tick();
  }

  @Test
  void callsGoOnAfterTheCoolDown() throws Exception {
    TestGovernor test = held(clock, Action.THROTTLE);
    assertThat(test.jvm().phase()).isEqualTo(Phase.INTERVENTION);
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    set(test, 10);
    clock.pass(COOL_DOWN.minusSeconds(1));
    set(test, 101);
    set(test, 10);
    clock.pass(COOL_DOWN.minusSeconds(1));
    test.governor().tick();
    assertThat(call.isDone()).isFalse();
    clock.pass(Duration.ofSeconds(1));
    test.governor().tick();

    assertThat(call.answer()).isNull();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    assertThat(test.events().count("THROTTLED")).isEqualTo(1);
    assertThat(test.events().count("RESUMED")).isEqualTo(1);
  }

  @Test
  void warnsAtItsShare() {
    TestGovernor test =
        TestGovernor.jvm(above(Resource.THREADS_LIVE, 100, COOL_DOWN, Action.DENY)).at(clock);
    set(test, 80);
    set(test, 85);
    assertThat(test.jvm().phase()).isEqualTo(Phase.WARNING);
    set(test, 79);
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
    assertThat(test.events().count("WARNED")).isEqualTo(1);
  }

  @Test
  void denies() {
    TestGovernor test = held(clock, Action.DENY);

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
  }

  @Test
  void aReloadedPolicyWithTheSameThresholdStillHolds() {
    TestGovernor test = held(clock, Action.DENY);

    test.governor().apply(test.policy());
    test.governor().tick();

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNotNull();
  }

  @Test
  void aReloadedPolicyWithoutItLetsGo() throws Exception {
    TestGovernor test = held(clock, Action.THROTTLE);
    WaitingCall call = new WaitingCalls(test).chargeAndWait(test.jvm(), OPEN);

    test.governor().apply(TestGovernor.unlimited().policy());

    assertThat(call.answer()).isNull();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
  }

  @Test
  void aHigherThresholdLetsGo() {
    TestGovernor test = held(clock, Action.DENY);

    test.governor().setLimit(test.jvm(), Resource.THREADS_LIVE, "above", 1_000);
    test.governor().tick();

    assertThat(test.engine().charge(test.jvm(), OPEN, "f")).isNull();
  }

  @Test
  void anAccountThatItHasPausedStaysSoUntilResumed() {
    Limit limit = above(Resource.THREADS_LIVE, 100, COOL_DOWN, Action.PAUSE);
    TestGovernor test = TestGovernor.jvm(limit).at(clock);
    set(test, 101);
    assertThat(test.jvm().isPaused()).isTrue();

    set(test, 10);
    clock.pass(COOL_DOWN);
    test.governor().tick();
    test.governor().apply(test.policy());

    assertThat(test.jvm().isPaused()).isTrue();
    assertThat(test.events().count("RESUMED")).isZero();
    assertThat(test.governor().resume(test.jvm())).isTrue();
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);
  }
}
