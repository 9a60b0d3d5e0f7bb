package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobSwitchTest {
  private static final LedgerEntry NOTICE = new LedgerEntry.Notice(1, "info", "x");

  private final JobSwitch jobs = new JobSwitch();

  @Test
  void itIsToldOfAnotherJobOnlyAndNotForCounters() {
    List<String> told = new ArrayList<>();
    for (LedgerEntry entry :
        List.of(
            NOTICE,
            in("a", "t"),
            in("a", "t"),
            Samples.counters("files.read", 1),
            in("a", "u"),
            NOTICE,
            NOTICE)) {
      LedgerEntry.JobContext context = jobs.before(entry);
      if (context != null) {
        jobs.written(context);
        told.add(context.job() + "/" + context.tenant());
      }
    }
    assertThat(told).containsExactly("a/t", "a/u", "/");
  }

  @Test
  void whatCouldNotBeWrittenIsToldAgain() {
    assertThat(jobs.before(in("a", ""))).isNotNull();
    assertThat(jobs.before(in("a", ""))).isNotNull();
  }

  private static LedgerEntry in(String job, String tenant) {
    return new LedgerEntry.InJob(NOTICE, job, tenant);
  }
}
