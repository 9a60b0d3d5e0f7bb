package dev.rein.agent.ledger;

import static dev.rein.agent.ledger.RollingLedger.HOUR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry.CarriedOver;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollTest {
  private static final long AT = Samples.AT;

  @TempDir private Path dir;

  private RollingLedger ledger;

  @BeforeEach
  void begin() throws IOException {
    ledger = new RollingLedger(dir, Samples.meta());
    ledger.add(
        new LedgerEntry.Started(AT, 1, "Main", "0.1.0", "17", "rein.yaml", "enforce"),
        Samples.TABLE,
        new LedgerEntry.AccountOpened(AT, 0, "jvm", null),
        new LedgerEntry.LimitSet(AT, 0, "files.read", "budget", 100, 80, "deny"),
        new LedgerEntry.Granted(AT, 0, "files.read", "budget", 100),
        read(AT, 3));
  }

  @AfterEach
  void end() {
    ledger.close();
  }

  private static LedgerEntry read(long at, long used) {
    return new LedgerEntry.Counters(at, 0, List.of(new Delta("files.read", used, 1, 0)));
  }

  @Test
  void eachHourHasAFileThatBeginsWithWhatWasBefore() throws IOException {
    ledger.add(read(AT + 1, 1), read(AT + HOUR, 10), read(AT + 3 * HOUR, 100));

    assertThat(ledger.files()).hasSize(3);
    assertThat(Ledgers.read(ledger.folder())).hasSize(9).noneMatch(CarriedOver.class::isInstance);
    ledger.removeOldest(1);
    List<LedgerEntry> left = Ledgers.read(ledger.folder());
    assertThat(left)
        .startsWith(
            carried(
                1,
                1,
                new LedgerEntry.Started(AT, 1, "Main", "0.1.0", "17", "rein.yaml", "enforce")))
        .contains(
            carried(
                1,
                1,
                new LedgerEntry.Counters(AT + HOUR, 0, List.of(new Delta("files.read", 4, 2, 0)))))
        .endsWith(read(AT + HOUR, 10), read(AT + 3 * HOUR, 100));
    ledger.removeOldest(1);
    assertThat(Ledgers.read(ledger.folder()))
        .allMatch(e -> !(e instanceof CarriedOver c) || c.file() == 2)
        .endsWith(read(AT + 3 * HOUR, 100));
  }

  private LedgerTotals.Totals jvm() throws IOException {
    return Objects.requireNonNull(LedgerTotals.read(ledger.folder()).accounts().get("jvm"));
  }

  private static CarriedOver carried(long file, long times, LedgerEntry entry) {
    return new CarriedOver(AT + file * HOUR, file, times, entry);
  }

  @Test
  void totalsAreTheSameWhateverIsLeft() throws IOException {
    ledger.add(
        read(AT + HOUR, 10),
        new LedgerEntry.Granted(AT + HOUR, 0, "files.read", "budget", 50),
        read(AT + 2 * HOUR, 100),
        new LedgerEntry.Granted(AT + 2 * HOUR, 0, "files.read", "budget", 7));

    for (int removed = 0; removed < 3; removed++) {
      LedgerTotals.Totals totals = jvm();
      assertThat(totals.used()).containsExactlyEntriesOf(Map.of("files.read", 113L));
      assertThat(totals.granted().values()).containsExactly(157L);
      if (removed < 2) {
        ledger.removeOldest(1);
      }
    }
  }

  @Test
  void aReaderThatFollowsLearnsNothingTwice() throws IOException {
    try (LedgerReader reader = LedgerReader.open(ledger.folder())) {
      assertThat(Ledgers.readOn(reader)).hasSize(6);
      ledger.add(read(AT + HOUR, 10));
      assertThat(Ledgers.readOn(reader)).containsExactly(read(AT + HOUR, 10));
      ledger.removeOldest(1);
      ledger.add(read(AT + 2 * HOUR, 100));
      assertThat(Ledgers.readOn(reader)).containsExactly(read(AT + 2 * HOUR, 100));
    }
  }

  @Test
  void aReaderThatWasAwayForLongIsToldWhatItMissed() throws IOException {
    try (LedgerReader reader = LedgerReader.open(ledger.folder())) {
      assertThat(Ledgers.readOn(reader)).hasSize(6);
      ledger.add(read(AT + HOUR, 10), read(AT + 2 * HOUR, 100));
      ledger.removeOldest(2);
      assertThat(Ledgers.readOn(reader))
          .contains(
              carried(
                  2,
                  1,
                  new LedgerEntry.Counters(
                      AT + 2 * HOUR, 0, List.of(new Delta("files.read", 13, 2, 0)))))
          .endsWith(read(AT + 2 * HOUR, 100));
    }
  }

  @Test
  void aQueueOpenedAnewGoesOn() throws IOException {
    ledger.reopen().add(read(AT + 1, 1));
    ledger.reopen().add(read(AT + HOUR, 10));
    ledger.removeOldest(1);

    assertThat(jvm().used()).containsEntry("files.read", 14L);
  }

  @Test
  void aJvmThatRunsForWeeksKeepsItsTotalsAndNoMoreThanItMay() throws IOException {
    Path own = ledger.folder().path();
    Retention retention = new Retention(dir, Duration.ofHours(5), Long.MAX_VALUE);
    try (LedgerReader reader = LedgerReader.open(ledger.folder())) {
      for (int hour = 1; hour <= 500; hour++) {
        long now = AT + hour * HOUR;
        ledger.add(read(now, 1));
        List<Path> files = ledger.files();
        Files.setLastModifiedTime(files.get(files.size() - 1), FileTime.fromMillis(now));
        assertThat(retention.prune(Instant.ofEpochMilli(now), own)).isNotNull();
      }
      assertThat(ledger.files()).hasSize(6);
      assertThat(Ledgers.readOn(reader)).endsWith(read(AT + 500 * HOUR, 1));
    }
    assertThat(jvm().used()).containsEntry("files.read", 503L);
    assertThat(Ledgers.read(ledger.folder())).hasSizeLessThan(20);
  }

  @Test
  void aClockThatIsSetBackDoesNotMixTheFiles() throws IOException {
    ledger.add(read(AT + 2 * HOUR, 10), read(AT, 100));

    assertThat(ledger.files()).hasSize(2);
    assertThat(Ledgers.read(ledger.folder())).endsWith(read(AT + 2 * HOUR, 10), read(AT, 100));
  }
}
