package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.agent.sample.PlatformThreads.Use;
import dev.rein.api.Resource;
import org.junit.jupiter.api.Test;

/** How what carriers have used is divided among the accounts of the virtual threads. */
final class VirtualThreadUseTest {
  private static final long MILLI = 1_000_000;

  private final TestGovernor test = TestGovernor.unlimited();
  private final AccountLimits coder = test.account("coder");
  private final AccountLimits tester = test.account("tester");
  private final ThreadAccounting threads =
      new ThreadAccounting(test.engine(), new Accounts(test.governor().accounts()));
  private final VirtualThreadUse use = new VirtualThreadUse(threads, true);

  private static long cpu(AccountLimits account) {
    return TestGovernor.used(account, Resource.CPU_TIME);
  }

  private static long allocated(AccountLimits account) {
    return TestGovernor.used(account, Resource.MEMORY_ALLOCATED);
  }

  @Test
  void bySamplesAndWhatIsNobodysStaysTheJvms() {
    use.atWork(coder);
    use.atWork(coder);
    use.atWork(tester);
    use.atWork(test.jvm());
    use.allocates(tester, 30);
    use.allocates(test.jvm(), 10);
    use.look(new Use(40 * MILLI, 1_000));
    assertThat(cpu(coder)).isEqualTo(20);
    assertThat(cpu(tester)).isEqualTo(10);
    assertThat(allocated(coder)).isZero();
    assertThat(allocated(tester)).isEqualTo(750);
    assertThat(TestGovernor.used(coder, Resource.CPU_TIME_ESTIMATED)).isEqualTo(20);
  }

  @Test
  void samplesMayComeAMomentLater() {
    use.look(new Use(10 * MILLI, 100));
    use.atWork(coder);
    use.look(new Use(15 * MILLI, 100));
    assertThat(cpu(coder)).isEqualTo(15);
    use.atWork(tester);
    use.look(new Use(18 * MILLI, 100));
    assertThat(cpu(tester)).isEqualTo(3);
  }

  @Test
  void aLateSampleSaysNothingOfWhatWasLongBefore() {
    for (int look = 1; look <= 10; look++) {
      use.look(new Use(1_000L * look * MILLI, 0));
    }
    use.atWork(coder);
    use.look(new Use(10_007 * MILLI, 0));
    assertThat(cpu(coder)).isEqualTo(7);
  }

  @Test
  void whatCarriersUsedBeforeReinCameIsNobodys() {
    VirtualThreadUse attached = new VirtualThreadUse(threads, false);
    attached.atWork(coder);
    attached.allocates(coder, 1);
    attached.look(new Use(5_000 * MILLI, 1_000));
    assertThat(cpu(coder)).isZero();
    attached.atWork(coder);
    attached.look(new Use(5_004 * MILLI, 1_000));
    assertThat(cpu(coder)).isEqualTo(4);
    assertThat(allocated(coder)).isZero();
  }
}
