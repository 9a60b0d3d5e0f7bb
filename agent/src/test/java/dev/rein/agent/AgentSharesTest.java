package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.api.Resource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What part of the processors' time accounts have used. */
final class AgentSharesTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final TestGovernor test = TestGovernor.unlimited();
  private final AccountLimits coder = test.account("coder");
  private final AgentShares shares = new AgentShares(test.governor());

  private void uses(AccountLimits account, long millis) {
    test.engine().transferred(account, Resource.CPU_TIME, millis);
  }

  private static long share(AccountLimits account) {
    return TestGovernor.used(account, Resource.CPU_SHARE);
  }

  @Test
  void ofAllProcessorsByWhatHasComeSince() {
    shares.begin();
    uses(coder, 500);
    shares.look(SECOND, 2);
    assertThat(share(coder)).isEqualTo(25);
    assertThat(share(test.jvm())).isEqualTo(25);
    uses(test.jvm(), 100);
    shares.look(2 * SECOND, 0.5);
    assertThat(share(coder)).isZero();
    assertThat(share(test.jvm())).isEqualTo(10);
  }

  @Test
  void whatAnEarlierJvmHasUsedIsNoLoad() {
    test.governor().restoreUse(coder, Resource.CPU_TIME, 1_000_000);
    shares.begin();
    shares.look(SECOND, 1);
    assertThat(share(coder)).isZero();
  }

  @Test
  void allCountsOfAnAccountThatIsNew() {
    shares.begin();
    AccountLimits tester = test.account("tester");
    uses(tester, 400);
    shares.look(SECOND, 1);
    assertThat(share(tester)).isEqualTo(40);
  }

  @Test
  void neverMoreThanTheWhole() {
    shares.begin();
    uses(coder, 1_010);
    shares.look(SECOND, 1);
    assertThat(share(coder)).isEqualTo(100);
  }
}
