package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.OPEN;
import static dev.rein.agent.governor.TestGovernor.atMost;
import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many threads at one limit: exactly as many get through as it allows. */
@Timeout(60)
class EngineStressTest {
  private static final int THREADS = 16;

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

  private interface Racer {
    void run(int thread);
  }

  private static void race(Racer racer) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
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
