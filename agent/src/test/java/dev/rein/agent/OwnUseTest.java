package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.sample.Cadence;
import dev.rein.agent.sample.PlatformThreads;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What Rein says and does when its own threads use more than it may. */
final class OwnUseTest {
  private static final double BUDGET = 0.00001;

  private final Cadence cadence = new Cadence(BUDGET);
  private final List<String> notices = new ArrayList<>();
  private final OwnUse own =
      new OwnUse((severity, line) -> notices.add(severity + ": " + line), cadence, BUDGET);
  private long now = TimeUnit.HOURS.toNanos(1);
  private long used = TimeUnit.SECONDS.toNanos(1);

  /** A minute of looks, each second, that cost so much together. */
  private void minute(long millis) {
    for (int second = 0; second < 60; second++) {
      used += TimeUnit.MILLISECONDS.toNanos(millis) / 60;
      now += TimeUnit.SECONDS.toNanos(1);
      own.look(new PlatformThreads.Use(used, 0), now);
    }
  }

  private void begin() {
    own.look(new PlatformThreads.Use(used, 0), now);
    cadence.next(1, false);
    assertThat(cadence.isClose()).isTrue();
  }

  @Test
  void whatTheStartHasCostDoesNotCount() {
    begin();
    minute(0);
    assertThat(notices).isEmpty();
    assertThat(cadence.isClose()).isTrue();
  }

  @Test
  void overItsBudgetIsToldOnceAndLookedAtMoreRarely() {
    begin();
    minute(150);
    assertThat(notices)
        .containsExactly(
            "warning: Rein used 0.25% of a processor over the last minute, more than"
                + " rein.cpu-budget (0.001%): it measures more rarely");
    assertThat(cadence.isClose()).as("whether the recorder may cost something").isFalse();
    assertThat(cadence.next(1, false)).isEqualTo(Cadence.SHORTEST.multipliedBy(2));
    minute(150);
    minute(150);
    minute(150);
    assertThat(notices).hasSize(1);
    assertThat(cadence.next(1, false)).isEqualTo(Duration.ofSeconds(8));
    assertThat(cadence.next(0, false)).isEqualTo(Cadence.LONGEST);
  }

  @Test
  void wellBelowItAllIsAsBefore() {
    begin();
    minute(150);
    minute(0);
    assertThat(notices).hasSize(2);
    assertThat(notices.get(1))
        .isEqualTo("info: Rein is within rein.cpu-budget (0.001%) again, at 0% of a processor");
    cadence.next(1, false);
    assertThat(cadence.isClose()).isTrue();
  }
}
