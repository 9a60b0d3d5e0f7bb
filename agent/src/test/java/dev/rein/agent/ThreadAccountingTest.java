package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What agents are charged with, of what their threads have used. */
final class ThreadAccountingTest {
  private final TestGovernor test = TestGovernor.unlimited();
  private final AccountLimits lead = test.account("lead");
  private final AccountLimits coder = test.account("lead/coder");
  private final ThreadAccounting threads =
      new ThreadAccounting(test.engine(), new Accounts(test.governor().accounts()));

  private static long cpu(AccountLimits account) {
    return TestGovernor.used(account, Resource.CPU_TIME);
  }

  @Test
  void thoseAboveAreChargedTooButTheJvmKnowsByItself() {
    threads.used(coder.handle(), 2_000_000, 64);
    for (AccountLimits account : List.of(coder, lead)) {
      assertThat(cpu(account)).isEqualTo(2);
      assertThat(TestGovernor.used(account, Resource.MEMORY_ALLOCATED)).isEqualTo(64);
      assertThat(TestGovernor.used(account, Resource.CPU_TIME_ESTIMATED)).isZero();
    }
    assertThat(cpu(test.jvm())).isZero();
    threads.charge(test.jvm(), 5_000_000, 1, false);
    assertThat(cpu(test.jvm())).isZero();
  }

  @Test
  void whatSamplesHaveToldIsAlsoKeptApart() {
    threads.charge(coder, 3_000_000, 10, true);
    assertThat(cpu(lead)).isEqualTo(3);
    assertThat(TestGovernor.used(lead, Resource.CPU_TIME_ESTIMATED)).isEqualTo(3);
    assertThat(TestGovernor.used(lead, Resource.MEMORY_ALLOCATED_ESTIMATED)).isEqualTo(10);
  }

  @Test
  void anAccountOfAnEarlierTimeIsNotCharged() {
    Object handle = coder.handle();
    test.governor().stop();
    threads.used(handle, 2_000_000, 64);
    assertThat(cpu(coder)).isZero();
  }

  @Test
  void partsOfAMillisecondAreNotLostNorCountedTwice() throws InterruptedException {
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread worker =
          new Thread(
              () -> {
                for (int use = 0; use < 10_000; use++) {
                  threads.used(coder.handle(), 300_000, 0);
                }
              });
      workers.add(worker);
      worker.start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    assertThat(cpu(coder)).isEqualTo(4 * 10_000 * 3 / 10);
  }
}
