package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.atMost;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.rate;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Priority;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at one limit: exactly as many get through as it allows. */
@Timeout(60)
class EngineStressTest {
  private static final int THREADS = 16;
  private static final int MANY_THREADS = 32;

  @Test
  void aBudgetIsUsedUpExactly() throws Exception {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 100_000, Action.DENY));
    PolicyEngine engine = test.engine();
    AccountLimits jvm = test.jvm();
    List<AccountLimits> agents = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      agents.add(test.account("agent-" + i));
    }

    AtomicLong passed = new AtomicLong();
    race(
        thread -> {
          for (int i = 0; i < 10_000; i++) {
            if (engine.charge(agents.get(thread % 4), OPEN, "f") == null) {
              passed.incrementAndGet();
            }
          }
        });

    assertThat(passed).hasValue(100_000);
    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(100_000);
    assertThat(agents.stream().mapToLong(a -> used(a, Resource.FILES_READ)).sum())
        .isEqualTo(100_000);
  }

  @Test
  void noMoreAtOnceThanAllowed() throws Exception {
    TestGovernor test = TestGovernor.jvm(atMost(Resource.HTTP_IN_FLIGHT, 3, Action.DENY));
    PolicyEngine engine = test.engine();
    AccountLimits jvm = test.jvm();
    Resource[] request = {Resource.HTTP_REQUESTS, Resource.HTTP_IN_FLIGHT};

    AtomicLong inFlight = new AtomicLong();
    AtomicLong most = new AtomicLong();
    race(
        thread -> {
          for (int i = 0; i < 5_000; i++) {
            if (engine.charge(jvm, request, "h") == null) {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              inFlight.decrementAndGet();
              engine.giveBack(jvm, Resource.HTTP_IN_FLIGHT);
            }
          }
        });

    assertThat(most.get()).isBetween(1L, 3L);
    assertThat(used(jvm, Resource.HTTP_IN_FLIGHT)).isZero();
  }

  @Test
  void resumingWhileOthersPauseLosesNobody() throws Exception {
    TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 10, Action.PAUSE));
    PolicyEngine engine = test.engine();
    AccountLimits jvm = test.jvm();
    AtomicLong running = new AtomicLong(THREADS);
    Thread resumer =
        new Thread(
            () -> {
              while (running.get() > 0) {
                if (jvm.isPaused()) {
                  test.governor().resume(jvm);
                }
                Thread.onSpinWait();
              }
            });
    resumer.start();

    race(
        thread -> {
          for (int i = 0; i < 500; i++) {
            assertThat(engine.charge(jvm, OPEN, "f")).isNull();
          }
          running.decrementAndGet();
        });

    resumer.join();
    assertThat(used(jvm, Resource.FILES_READ)).isEqualTo(THREADS * 500L);
  }

  /** Budgets, a rate and places in a tree, while people pause and resume and the policy is read. */
  @Test
  void aMillionChargesInATreeWhileEverythingChanges() throws Exception {
    long budget = 200_000;
    Limit places = atMost(Resource.HTTP_IN_FLIGHT, 5, Action.THROTTLE);
    Limit rate = rate(Resource.FILES_READ, 400, Duration.ofMillis(1), Action.THROTTLE);
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.FILES_READ, budget, Action.DENY), rate, places)
            .agent("lead", Priority.HIGH, budget(Resource.FILES_READ, budget, Action.DENY))
            .agent("coder", Priority.LOW, budget(Resource.FILES_READ, budget / 10, Action.DENY));
    Governor governor = test.governor();
    PolicyEngine engine = test.engine();
    List<AccountLimits> agents =
        List.of(
            test.account("lead"),
            governor.account("lead/tester"),
            governor.account("lead/coder"),
            test.account("other"));
    Resource[] place = {Resource.HTTP_IN_FLIGHT};
    AtomicLong passed = new AtomicLong();
    AtomicLong passedCoder = new AtomicLong();
    AtomicLong inFlight = new AtomicLong();
    AtomicLong most = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Thread changer = new Thread(() -> change(test, agents, over));
    changer.start();

    race(
        MANY_THREADS,
        thread -> {
          AccountLimits account = agents.get(thread % agents.size());
          for (int i = 0; i < 1_000_000 / MANY_THREADS; i++) {
            if (i % 100 == 0 && engine.charge(account, place, "h") == null) {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              inFlight.decrementAndGet();
              engine.giveBack(account, Resource.HTTP_IN_FLIGHT);
            } else if (engine.charge(account, OPEN, "f") == null) {
              (thread % agents.size() == 2 ? passedCoder : passed).incrementAndGet();
            }
          }
        });
    over.set(true);
    changer.join();

    assertThat(passedCoder.get()).isBetween(1L, budget / 10);
    assertThat(passed.get() + passedCoder.get()).isEqualTo(budget);
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(budget);
    assertThat(used(test.jvm(), Resource.FILES_ACCESSED)).isEqualTo(budget);
    assertThat(used(governor.account("lead/coder"), Resource.FILES_READ))
        .isEqualTo(passedCoder.get());
    assertThat(most.get()).isBetween(1L, 5L);
    assertThat(used(test.jvm(), Resource.HTTP_IN_FLIGHT)).isZero();
    assertThat(governor.accounts().all()).allMatch(account -> account.waiting() == 0);
  }

  /** Pauses, resumes and reads the policy anew, all the time. */
  private static void change(TestGovernor test, List<AccountLimits> agents, AtomicBoolean over) {
    Governor governor = test.governor();
    Policy policy = test.policy();
    for (int i = 0; !over.get(); i++) {
      AccountLimits account = i % 5 == 0 ? test.jvm() : agents.get(i % agents.size());
      boolean unused = governor.pause(account, "race");
      governor.apply(policy);
      governor.tick();
      // Not governor.resume, which would grant what is used up once more.
      boolean unusedToo = account.gate().resume();
    }
  }

  @Test
  void whereNoMoreIsAttemptedThanAllowedNobodyIsRefused() throws Exception {
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.FILES_READ, 160_000, Action.DENY))
            .agent("agent-*", budget(Resource.FILES_READ, 40_000, Action.DENY));
    AtomicLong refused = new AtomicLong();
    race(
        THREADS,
        thread -> {
          AccountLimits account = test.account("agent-" + thread % 4);
          for (int i = 0; i < 10_000; i++) {
            if (test.engine().charge(account, OPEN, "f") != null) {
              refused.incrementAndGet();
            }
          }
        });

    assertThat(refused).hasValue(0);
    assertThat(used(test.jvm(), Resource.FILES_READ)).isEqualTo(160_000);
  }

  /** A bound that comes nearer while threads have taken ahead of use is held all the same. */
  @Test
  void aBoundThatIsLoweredInARaceIsHeld() throws Exception {
    for (int round = 0; round < 20; round++) {
      TestGovernor test = TestGovernor.jvm(budget(Resource.FILES_READ, 10_000_000, Action.DENY));
      AtomicLong allowed = new AtomicLong(Long.MAX_VALUE);
      Thread changer =
          new Thread(
              () -> {
                while (used(test.jvm(), Resource.FILES_READ) < 1_000) {
                  Thread.onSpinWait();
                }
                List<Limit> lowered =
                    test.governor().setLimit(test.jvm(), Resource.FILES_READ, "budget", 1_000);
                allowed.set(used(test.jvm(), Resource.FILES_READ));
                assertThat(lowered).hasSize(1);
              });
      changer.start();
      race(
          4,
          thread -> {
            while (test.engine().charge(test.jvm(), OPEN, "f") == null) {
              // Until it is refused.
            }
          });
      changer.join();

      // Each of the four may have been about to take one, or credit for a few that it calls in.
      long after = used(test.jvm(), Resource.FILES_READ) - allowed.get();
      assertThat(after).isLessThan(4 * 256L);
    }
  }

  private interface Racer {
    void run(int thread);
  }

  private static void race(Racer racer) throws Exception {
    race(THREADS, racer);
  }

  private static void race(int threads, Racer racer) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  racer.run(thread);
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> future : futures) {
        future.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
