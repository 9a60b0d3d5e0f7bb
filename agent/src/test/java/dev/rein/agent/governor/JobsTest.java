package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.above;
import static dev.rein.agent.governor.TestGovernor.atMost;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.WaitingCalls.WaitingCall;
import dev.rein.agent.policy.Action;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs are counted and bounded, and slots meet the load even where no policy says so. */
@Timeout(60)
class JobsTest {
  private final FakeClock clock = new FakeClock();

  private static void load(TestGovernor test, Resource resource, long percent) {
    test.governor().setLevel(resource, percent);
    test.governor().tick();
  }

  private static void take(TestGovernor test) {
    assertThat(test.governor().jobs().acquire(test.jvm(), Jobs.FOREVER)).isNull();
  }

  @Test
  void outermostRunsAreJobsAndWhatTheyBeginIsNot() {
    TestGovernor test = TestGovernor.unlimited();
    Governor governor = test.governor();
    AccountLimits lead = (AccountLimits) governor.beginAgent(test.jvm(), "lead");
    AccountLimits coder = (AccountLimits) governor.beginAgent(lead, "coder");
    assertThat(governor.beginAgent(lead, "lead")).isSameAs(lead);

    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isEqualTo(1);
    assertThat(used(lead, Resource.JOBS_ACTIVE)).isEqualTo(1);
    assertThat(used(coder, Resource.JOBS_ACTIVE)).isZero();
    governor.endAgent(lead, lead);
    governor.endAgent(coder, lead);
    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isEqualTo(1);
    governor.endAgent(lead, test.jvm());
    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isZero();
  }

  @Test
  void soManyAtOnceWaitForAPlace() throws Exception {
    TestGovernor test = TestGovernor.jvm(atMost(Resource.JOBS_ACTIVE, 2, Action.THROTTLE));
    take(test);
    AccountLimits coder = (AccountLimits) test.governor().beginAgent(test.jvm(), "coder");
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall slot = calls.acquireAndWait(test.jvm());
    WaitingCall run = calls.beginAndWait("coder");

    AdmissionStatus status = test.governor().jobs().status(coder);
    assertThat(status.active()).isEqualTo(2);
    assertThat(status.pending()).isEqualTo(2);
    assertThat(status.max()).isEqualTo(2);
    assertThat(status.throttled()).isFalse();
    assertThat(status.recommended()).isLessThanOrEqualTo(2);
    assertThat(test.governor().jobs().acquire(test.jvm(), 0)).isEqualTo(Jobs.NOT_IN_TIME);

    test.governor().endAgent(coder, test.jvm());
    assertThat(slot.answer()).isNull();
    test.governor().jobs().release(test.jvm());
    assertThat(run.answer()).isNull();
    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isEqualTo(2);
  }

  @Test
  void soManyAtOnceAreRefused() {
    TestGovernor test = TestGovernor.jvm(atMost(Resource.JOBS_ACTIVE, 1, Action.DENY));
    take(test);

    assertThat(test.governor().beginAgent(test.jvm(), "coder")).isInstanceOf(Refusal.class);
    assertThat(test.governor().jobs().acquire(test.jvm(), Jobs.FOREVER)).isNotNull();
    assertThat(test.governor().jobs().status(test.jvm()).rejected()).isEqualTo(2);
    assertThat(test.events().count("DENIED jvm jobs.active")).isEqualTo(2);
  }

  @Test
  void slotsWaitUnderLoadWithoutAPolicy() throws Exception {
    TestGovernor test = TestGovernor.unlimited().at(clock);
    take(test);
    take(test);
    load(test, Resource.HOST_MEMORY, 86);
    AdmissionStatus status = test.governor().jobs().status(test.jvm());
    assertThat(status.throttled()).isTrue();
    assertThat(status.reason()).contains("host.memory of account 'jvm' is above 85");
    assertThat(test.events().told()).isEmpty();

    WaitingCall slot = new WaitingCalls(test).acquireAndWait(test.jvm());
    assertThat(test.governor().beginAgent(test.jvm(), "coder")).isInstanceOf(AccountLimits.class);
    assertThat(test.events().count("THROTTLED jvm host.memory 86")).isEqualTo(1);
    assertThat(test.jvm().phase()).isEqualTo(Phase.NORMAL);

    load(test, Resource.HOST_MEMORY, 85);
    clock.pass(SlotThresholds.COOL_DOWN);
    test.governor().tick();
    assertThat(slot.answer()).isNull();
    assertThat(test.events().count("RESUMED")).isEqualTo(1);
    assertThat(test.governor().jobs().status(test.jvm()).throttled()).isFalse();
  }

  @Test
  void aPolicysOwnThresholdStandsInThePlaceOfTheDefault() {
    TestGovernor test =
        TestGovernor.jvm(above(Resource.HOST_CPU, 95, Duration.ofSeconds(1), Action.DENY));
    take(test);
    load(test, Resource.HOST_CPU, 94);

    take(test);
    load(test, Resource.HOST_CPU, 96);
    assertThat(test.governor().jobs().acquire(test.jvm(), Jobs.FOREVER)).isNotNull();
  }

  @Test
  void aSlotIsNotWaitedForLongerThanTheProgramWants() {
    TestGovernor test = TestGovernor.unlimited();
    take(test);
    load(test, Resource.HOST_CPU, 99);

    long nanos = Duration.ofMillis(5).toNanos();
    assertThat(test.governor().jobs().acquire(test.jvm(), nanos)).isEqualTo(Jobs.NOT_IN_TIME);
    assertThat(test.governor().jobs().acquire(test.jvm(), 0)).isEqualTo(Jobs.NOT_IN_TIME);
    assertThat(test.events().count("DENIED")).isZero();
    assertThat(test.governor().jobs().status(test.jvm()).rejected()).isEqualTo(2);
    assertThat(test.governor().jobs().status(test.jvm()).pending()).isZero();
    test.governor().jobs().release(test.jvm());
    take(test);
  }

  @Test
  void anInterruptedThreadIsRefusedAndStaysInterrupted() {
    TestGovernor test = TestGovernor.unlimited().at(clock);
    take(test);
    load(test, Resource.HOST_CPU, 99);
    Thread.currentThread().interrupt();

    Refusal refusal = test.governor().jobs().acquire(test.jvm(), Jobs.FOREVER);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(refusal).isNotNull().isNotEqualTo(Jobs.NOT_IN_TIME);
  }

  /** Else the run would wait for itself. */
  @Test
  void theRunThatAsksForASlotIsNotTheJobThatAlwaysRuns() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(above(Resource.HOST_CPU, 85, Duration.ofSeconds(1), Action.THROTTLE));
    AccountLimits lead = (AccountLimits) test.governor().beginAgent(test.jvm(), "lead");
    load(test, Resource.HOST_CPU, 99);
    WaitingCalls calls = new WaitingCalls(test);
    WaitingCall other = calls.beginAndWait("other");

    assertThat(calls.acquire(lead).answer()).isNull();
    WaitingCall second = calls.acquireAndWait(lead);
    test.governor().jobs().release(lead);
    assertThat(second.answer()).isNull();
    test.governor().jobs().release(lead);
    assertThat(other.isDone()).isFalse();
    test.governor().endAgent(lead, test.jvm());
    assertThat(other.answer()).isNull();
  }

  @Test
  void theRecommendedMaximumFollowsTheLoad() {
    TestGovernor test = TestGovernor.unlimited().at(clock);
    long first = test.governor().jobs().status(test.jvm()).recommended();
    assertThat(first).isEqualTo(Runtime.getRuntime().availableProcessors());
    for (int i = 0; i < first; i++) {
      take(test);
    }
    clock.pass(Duration.ofSeconds(5));
    load(test, Resource.HOST_CPU, 10);
    assertThat(test.governor().jobs().status(test.jvm()).recommended()).isEqualTo(first + 1);

    load(test, Resource.HOST_CPU, 90);
    for (int i = 0; i < 100; i++) {
      clock.pass(Duration.ofSeconds(5));
      test.governor().tick();
    }
    assertThat(test.governor().jobs().status(test.jvm()).recommended()).isEqualTo(1);
  }
}
