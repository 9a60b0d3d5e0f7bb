package dev.rein.agent.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.HotSpot;
import dev.rein.agent.ledger.LedgerEntry.HotSpots.Subject;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent.Kind;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import dev.rein.agent.ledger.ModelEntry;
import dev.rein.agent.view.JvmView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A ledger all of whose names are the same bad one. */
final class HostileLedger {
  private static final Instant STARTED = Instant.parse("2026-11-21T03:03:34.123Z");
  private static final long AT = STARTED.toEpochMilli();

  private HostileLedger() {}

  /** What a report says of a JVM of that name. */
  static ReportData report(Path dir, String name) throws IOException {
    LedgerFolder folder =
        LedgerFolder.create(
            dir, new LedgerMeta(Integer.MAX_VALUE - 1L, STARTED, name, "0.1.0", STARTED));
    LedgerWriter writer = LedgerWriter.start(() -> folder, sink -> {}, line -> {}, Thread::new);
    for (LedgerEntry entry : entries(name)) {
      assertThat(writer.offerAndAwait(entry, Duration.ofSeconds(20))).isTrue();
    }
    assertThat(writer.close(name, Duration.ofSeconds(20))).isTrue();
    EventTally tally = new EventTally();
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(tally::add);
      return Reports.of("0.1.0", view, tally, STARTED.plusSeconds(60));
    }
  }

  private static List<LedgerEntry> entries(String name) {
    return List.of(
        new LedgerEntry.Started(AT, 1, name, "0.1.0", name, name, name),
        new LedgerEntry.Resources(
            AT,
            List.of(
                new ResourceName("files.read", "count", false, true),
                new ResourceName(name, name, false, true))),
        new LedgerEntry.AccountOpened(AT, 0, "jvm", null),
        new LedgerEntry.AccountOpened(AT, 1, name, "jvm"),
        new LedgerEntry.LimitSet(AT, 1, name, "budget", 10, 8, name),
        new LedgerEntry.LimitSet(AT, 0, "files.read", "budget", 10, 8, "deny"),
        new LedgerEntry.Counters(AT, 1, List.of(new Delta(name, 12, 3, 1))),
        new LedgerEntry.Counters(AT + 1500, 0, List.of(new Delta("files.read", 10, 2, 0))),
        new LedgerEntry.HostCounters(AT, name, List.of(new HostUse("http.requests", 3))),
        new LimitEvent(AT, 1, Kind.PAUSED, name, 10, 10, name),
        new LimitEvent(AT, 0, Kind.DENIED, "files.read", 10, 10, name),
        new LedgerEntry.ProcessStarted(AT, 1, 5, name),
        new LedgerEntry.PhaseChanged(AT, 1, "normal", name, name),
        new LedgerEntry.HotSpots(AT, 1, Subject.METHOD, List.of(new HotSpot(name, 900))),
        new ModelEntry.ModelCalled(
            AT, 1, name, name, 200, 1_000, 50, 10, 0, 1_230_000_000, 20, true, true),
        new ModelEntry.ModelCalled(AT, 0, name, "", 500, 0, 0, 0, 0, -1, 20, false, false),
        new ModelEntry.ModelCalled(AT, 0, "openai", "new", 200, 7, 8, 0, 0, -1, 20, false, false),
        new ModelEntry.ToolCalled(AT, 1, name, true, 3),
        new ModelEntry.LoopNoticed(AT, 1, name, 5),
        new ModelEntry.RateWindow(AT, 1, name, name, 100, 1, 5),
        new LedgerEntry.Notice(AT + 9000, name, name));
  }
}
