package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.TestGovernor;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of the samples gets into the ledger. */
final class HotSpotTablesTest {
  private final TestGovernor test = TestGovernor.unlimited();
  private final AccountLimits coder = test.account("coder");
  private final HotSpotTables tables = new HotSpotTables(() -> 0);

  private List<LedgerEntry.HotSpots> collect() {
    List<LedgerEntry.HotSpots> told = new ArrayList<>();
    tables.collect(entry -> told.add((LedgerEntry.HotSpots) entry));
    return told;
  }

  private static List<String> lines(List<LedgerEntry.HotSpots> entries) {
    return entries.stream()
        .map(entry -> entry.account() + " " + entry.subject() + " " + entry.spots())
        .toList();
  }

  @Test
  void aSampleCountsForThoseAboveToo() {
    tables.add(coder, Subject.METHOD, "a.B.run", 3);
    tables.add(test.jvm(), Subject.METHOD, "a.C.run", 1);
    assertThat(lines(collect()))
        .containsExactlyInAnyOrder(
            "1 METHOD [HotSpot[name=a.B.run, perMille=1000]]",
            "0 METHOD [HotSpot[name=a.B.run, perMille=750],"
                + " HotSpot[name=a.C.run, perMille=250]]");
  }

  @Test
  void onlyWhatHasChangedIsToldAgain() {
    tables.add(coder, Subject.METHOD, "a.B.run", 1);
    tables.add(coder, Subject.THREAD, "worker", 1);
    assertThat(collect()).hasSize(4);
    assertThat(collect()).isEmpty();
    tables.add(coder, Subject.METHOD, "a.B.run", 1);
    assertThat(collect()).as("the same shares").isEmpty();
    tables.add(test.jvm(), Subject.THREAD, "other", 1);
    assertThat(collect()).hasSize(1);
  }

  @Test
  void tenAtMost() {
    for (int i = 0; i < 300; i++) {
      tables.add(coder, Subject.ALLOCATION, "a.B.run" + i, 1);
    }
    assertThat(collect()).allSatisfy(entry -> assertThat(entry.spots()).hasSize(10));
  }
}
