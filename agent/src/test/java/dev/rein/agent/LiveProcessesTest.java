package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyParser;
import dev.rein.agent.policy.Price;
import dev.rein.agent.policy.Rule.Subject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a process costs runs while it lives, and no longer. */
final class LiveProcessesTest {
  private static final long PER_HOUR = 3_600_000_000L;

  private final LiveProcesses live = new LiveProcesses();
  private long cost;
  private int ended;

  private void look() {
    live.prune((spawned, more) -> cost += more, spawned -> ended++);
  }

  @Test
  void anHourlyPriceRunsWhileTheProcessLives() throws Exception {
    Policy policy = PolicyParser.parse("rules: [{process: \"sleep *\", cost: 3600.00/h}]", "x");
    Governor governor = TestGovernor.unlimited().governor();
    governor.apply(policy);
    AccountLimits jvm = governor.accounts().jvm();
    Rules.Match match = governor.engine().rules().match(Subject.PROCESS, "sleep 60", jvm);
    assertThat(match.perHour()).isEqualTo(PER_HOUR);

    long before = System.nanoTime();
    Process process = new ProcessBuilder("sleep", "60").start();
    live.add(process, jvm, match);
    while (cost == 0) {
      look();
    }
    assertThat(ended).isZero();
    process.destroyForcibly().waitFor();
    look();
    long most = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before) + 1;
    assertThat(cost).isLessThanOrEqualTo(Price.ofTime(PER_HOUR, most));
    assertThat(ended).isEqualTo(1);

    long atItsEnd = cost;
    look();
    assertThat(cost).isEqualTo(atItsEnd);
    assertThat(ended).isEqualTo(1);
  }
}
