package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.above;
import static dev.rein.agent.governor.TestGovernor.atMost;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many threads race: never more at once than may be, and none is left behind. */
@Timeout(120)
class AdmissionStressTest {
  private static final int THREADS = 32;
  private static final int ROUNDS = 200;

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  private void work() {
    most.accumulateAndGet(running.incrementAndGet(), Math::max);
    Thread.onSpinWait();
    running.decrementAndGet();
    done.incrementAndGet();
  }

  private static void race(Runnable each) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                for (int round = 0; round < ROUNDS; round++) {
                  each.run();
                }
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static TestGovernor loaded() {
    TestGovernor test =
        TestGovernor.jvm(above(Resource.HOST_CPU, 85, Duration.ofMinutes(1), Action.THROTTLE));
    test.governor().setLevel(Resource.HOST_CPU, 99);
    test.governor().tick();
    return test;
  }

  @Test
  void underLoadExactlyOneJobRuns() throws InterruptedException {
    TestGovernor test = loaded();
    AtomicInteger next = new AtomicInteger();

    race(
        () -> {
          String agent = "agent-" + next.getAndIncrement() % 3;
          Object begun = test.governor().beginAgent(test.jvm(), agent);
          work();
          test.governor().endAgent((AccountLimits) begun, test.jvm());
        });

    assertThat(most).hasValue(1);
    assertThat(done).hasValue(THREADS * ROUNDS);
    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isZero();
  }

  @Test
  void underLoadExactlyOneCallOfAPlainProgramRuns() throws InterruptedException {
    TestGovernor test = loaded();
    Resource[] request = {Resource.HTTP_REQUESTS, Resource.HTTP_IN_FLIGHT};

    race(
        () -> {
          AccountLimits jvm = test.jvm();
          assertThat(test.engine().begin(NewWork.REQUEST, jvm, request, 1, "r", Rules.Match.NONE))
              .isNull();
          work();
          test.engine().giveBack(jvm, Resource.HTTP_IN_FLIGHT);
        });

    assertThat(most).hasValue(1);
    assertThat(done).hasValue(THREADS * ROUNDS);
  }

  @Test
  void neverMoreSlotsThanTheLimit() throws InterruptedException {
    TestGovernor test = TestGovernor.jvm(atMost(Resource.JOBS_ACTIVE, 4, Action.THROTTLE));
    AtomicInteger turns = new AtomicInteger();

    race(
        () -> {
          Jobs jobs = test.governor().jobs();
          boolean tries = turns.getAndIncrement() % 4 == 0;
          if (jobs.acquire(test.jvm(), tries ? 0 : Jobs.FOREVER) == null) {
            work();
            jobs.release(test.jvm());
          } else {
            assertThat(tries).as("only who does not wait goes without").isTrue();
            done.incrementAndGet();
          }
        });

    assertThat(most.get()).isBetween(1, 4);
    assertThat(done).hasValue(THREADS * ROUNDS);
    assertThat(used(test.jvm(), Resource.JOBS_ACTIVE)).isZero();
    assertThat(test.governor().jobs().status(test.jvm()).pending()).isZero();
  }
}
