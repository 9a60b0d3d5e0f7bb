package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.atMost;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Priority;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who goes first where several accounts wait for the same. */
@Timeout(60)
class PriorityTest {
  private static final Resource PLACE = Resource.HTTP_IN_FLIGHT;

  private final FakeClock clock = new FakeClock();
  private final TestGovernor test =
      TestGovernor.jvm(atMost(PLACE, 1, Action.THROTTLE))
          .agent("high", Priority.HIGH)
          .agent("low", Priority.LOW)
          .at(clock);
  private final WaitingCalls calls = new WaitingCalls(test);
  private final List<WaitingCall> waiting = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private void takeTheOnlyPlace() {
    assertThat(test.engine().charge(test.jvm(), new Resource[] {PLACE}, "h")).isNull();
  }

  private void wait(String name) {
    int before = test.jvm().of(PLACE).room().waiting();
    // Parked, so that it has looked once already: how calls are judged may be changed then.
    waiting.add(calls.chargeAndWait(test.account(name), PLACE));
    WaitingCalls.until(() -> test.jvm().of(PLACE).room().waiting() == before + 1);
    names.add(name);
  }

  private List<String> order() throws Exception {
    List<String> order = new ArrayList<>();
    AccountLimits last = test.jvm();
    while (!waiting.isEmpty()) {
      test.engine().giveBack(last, PLACE);
      WaitingCalls.until(() -> waiting.stream().anyMatch(WaitingCall::isDone));
      for (int i = 0; i < waiting.size(); i++) {
        if (waiting.get(i).isDone()) {
          assertThat(waiting.remove(i).answer()).isNull();
          last = test.account(names.get(i));
          order.add(names.remove(i));
        }
      }
    }
    return order;
  }

  @Test
  void higherOnesGoFirstAndEqualOnesInTurn() throws Exception {
    takeTheOnlyPlace();
    wait("low");
    wait("one");
    wait("two");
    wait("high");

    assertThat(order()).containsExactly("high", "one", "two", "low");
  }

  @Test
  void oneThatHasWaitedForLongIsNotOvertaken() throws Exception {
    takeTheOnlyPlace();
    wait("low");
    clock.pass(WaitingRoom.HEAD_START);
    wait("one");
    clock.pass(WaitingRoom.HEAD_START.plus(Duration.ofNanos(1)));
    wait("two");
    wait("high");

    assertThat(order()).containsExactly("low", "one", "high", "two");
  }

  @Test
  void aCallThatMayNotWaitTakesWhatIsThere() throws Exception {
    takeTheOnlyPlace();
    wait("one");
    test.withoutWaits();

    assertThat(test.engine().charge(test.account("two"), OPEN, "f")).isNull();
    assertThat(test.engine().charge(test.account("two"), new Resource[] {PLACE}, "h")).isNotNull();
    assertThat(order()).containsExactly("one");
  }
}
