package dev.rein.agent.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerReader;
import dev.rein.agent.ledger.RollingLedger;
import dev.rein.api.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierTest {
  private static final long AT = Tape.AT;
  private static final long NEXT = AT + RollingLedger.HOUR;

  @TempDir private Path dir;

  @Test
  void whatWasUsedInFilesThatAreGoneIsUsedAndNobodyIsRefusedForIt() throws IOException {
    LedgerMeta meta = new LedgerMeta(11, null, "host.Main", "0.1.0", Instant.ofEpochMilli(AT));
    try (RollingLedger ledger = new RollingLedger(dir, meta)) {
      ledger.add(
          new LedgerEntry.Started(AT, 11, "host.Main", "0.1.0", "17", "old.yaml", "enforce"),
          new LedgerEntry.Resources(
              AT,
              Resource.all().stream()
                  .map(r -> new ResourceName(r.name(), r.unit(), r.isGauge(), r.isSum()))
                  .toList()),
          new LedgerEntry.AccountOpened(AT, 0, "jvm", null),
          counters(AT, 130),
          counters(NEXT, 20),
          counters(NEXT + 1000, 50));
      ledger.removeOldest(1);

      ReplayReport report = replay(ledger, "limits: {http.requests: {budget: 160, then: deny}}");

      assertThat(Tape.of(report, "jvm", "http.requests").stopped()).isEqualTo(40);
      assertThat(Tape.of(report, "jvm", "http.requests").firstAt()).isEqualTo(NEXT + 1000);
      assertThat(report.accuracy()).anyMatch(line -> line.contains("first files are gone"));
    }
  }

  private static LedgerEntry counters(long at, long used) {
    return new LedgerEntry.Counters(at, 0, List.of(new Delta("http.requests", used, 0, 0)));
  }

  private static ReplayReport replay(RollingLedger ledger, String yaml) throws IOException {
    Replay replay = new Replay(Tape.policy(yaml), false, 50);
    try (LedgerReader reader = LedgerReader.open(ledger.folder())) {
      for (LedgerEntry entry = reader.next(); entry != null; entry = reader.next()) {
        replay.add(entry);
      }
    }
    return replay.report();
  }
}
