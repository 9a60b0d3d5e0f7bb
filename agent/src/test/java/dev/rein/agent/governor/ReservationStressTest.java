package dev.rein.agent.governor;

import static dev.rein.agent.governor.TestGovernor.budget;
import static dev.rein.agent.governor.TestGovernor.used;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Policy;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** However many threads reserve and settle: no budget is passed, and nothing stays reserved. */
@Timeout(120)
class ReservationStressTest {
  private static final int THREADS = 32;
  private static final Resource[] CHARGED = {
    Resource.LLM_TOKENS, Resource.LLM_TOKENS_OUTPUT, Resource.LLM_COST
  };

  private final AtomicLong passed = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicBoolean exceeded = new AtomicBoolean();

  private interface Racer {
    void run(int thread, SplittableRandom random);
  }

  private static void race(Racer racer) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                racer.run(number, new SplittableRandom(number));
              });
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** A call of a model that uses what it has reserved, or less. */
  private void call(TestGovernor test, AccountLimits account, SplittableRandom random, long most) {
    PolicyEngine engine = test.engine();
    long max = random.nextLong(most + 1);
    long[] amounts = {max, max / 2, max * 3};
    if (engine.reserve(account, CHARGED, amounts, "model") != null) {
      refused.incrementAndGet();
      return;
    }
    long used = random.nextLong(4) == 0 ? max : random.nextLong(max + 1);
    engine.transferred(account, Resource.LLM_TOKENS, used);
    engine.transferred(account, Resource.LLM_TOKENS_OUTPUT, used / 2);
    engine.transferred(account, Resource.LLM_COST, used * 3);
    engine.release(account, CHARGED, amounts);
    tokens.addAndGet(used);
    passed.incrementAndGet();
  }

  private static List<AccountLimits> agents(TestGovernor test) {
    return List.of(
        test.account("lead"),
        test.governor().account("lead/coder"),
        test.governor().account("lead/tester"),
        test.account("other"));
  }

  private static void assertNothingIsReserved(TestGovernor test) {
    for (AccountLimits account : test.governor().accounts().all()) {
      for (Resource resource : CHARGED) {
        assertThat(account.of(resource).reserved()).isZero();
      }
      assertThat(account.waiting()).isZero();
    }
  }

  @Test
  void noBudgetIsEverPassed() throws InterruptedException {
    long budget = 2_000_000;
    TestGovernor test =
        TestGovernor.jvm(
                budget(Resource.LLM_TOKENS, budget, Action.DENY),
                budget(Resource.LLM_COST, budget * 5 / 2, Action.DENY))
            .agent("coder", budget(Resource.LLM_TOKENS_OUTPUT, budget / 10, Action.DENY));
    List<AccountLimits> agents = agents(test);
    Policy policy = test.policy();

    race(
        (thread, random) -> {
          for (int i = 0; i < 1_500; i++) {
            call(test, agents.get(thread % agents.size()), random, 1_000);
            boolean over = used(test.jvm(), Resource.LLM_TOKENS) > budget;
            if (over || used(test.jvm(), Resource.LLM_COST) > budget * 5 / 2) {
              exceeded.set(true);
            }
            if (thread == 0 && i % 100 == 0) {
              test.governor().apply(policy);
              test.governor().tick();
            }
          }
        });

    assertThat(exceeded).isFalse();
    assertThat(refused.get()).isPositive();
    assertThat(used(agents.get(1), Resource.LLM_TOKENS_OUTPUT)).isLessThanOrEqualTo(budget / 10);
    assertThat(used(test.jvm(), Resource.LLM_TOKENS)).isEqualTo(tokens.get());
    // Somebody was refused, who needed 3,000 at most.
    assertThat(used(test.jvm(), Resource.LLM_COST))
        .isBetween(budget * 5 / 2 - 3_000, budget * 5 / 2);
    assertNothingIsReserved(test);
  }

  @Test
  void whereAllFitTogetherNoneIsRefused() throws InterruptedException {
    long rounds = 500;
    long most = 1_000;
    TestGovernor test =
        TestGovernor.jvm(budget(Resource.LLM_TOKENS, THREADS * rounds * most, Action.DENY))
            .withoutWaits();
    List<AccountLimits> agents = agents(test);

    race(
        (thread, random) -> {
          for (int i = 0; i < rounds; i++) {
            call(test, agents.get(thread % agents.size()), random, most);
          }
        });

    assertThat(refused).hasValue(0);
    assertThat(passed).hasValue(THREADS * rounds);
    assertNothingIsReserved(test);
  }

  /** Calls whose reservations do not fit together, though all that they use does. */
  @Test
  void whereAllFitOneAfterTheOtherNoneIsRefused() throws InterruptedException {
    long rounds = 300;
    TestGovernor test = TestGovernor.jvm(budget(Resource.LLM_TOKENS, 1_000_000, Action.PAUSE));
    List<AccountLimits> agents = agents(test);
    long[] amounts = {900_000, 0, 0};

    race(
        (thread, random) -> {
          AccountLimits account = agents.get(thread % agents.size());
          for (int i = 0; i < rounds; i++) {
            if (test.engine().reserve(account, CHARGED, amounts, "model") != null) {
              refused.incrementAndGet();
              continue;
            }
            test.engine().transferred(account, Resource.LLM_TOKENS, 10);
            test.engine().release(account, CHARGED, amounts);
            passed.incrementAndGet();
          }
        });

    assertThat(refused).hasValue(0);
    assertThat(passed).hasValue(THREADS * rounds);
    assertThat(used(test.jvm(), Resource.LLM_TOKENS)).isEqualTo(THREADS * rounds * 10);
    assertThat(test.jvm().isPaused()).isFalse();
    assertNothingIsReserved(test);
  }
}
