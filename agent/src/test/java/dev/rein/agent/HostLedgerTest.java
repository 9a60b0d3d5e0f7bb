package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.Retention;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.JvmView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLedgerTest {
  private static final Duration PLENTY = Duration.ofSeconds(20);

  @TempDir private Path dir;

  @Test
  void whatIsOfferedBeforeThereIsAWriterIsWrittenWhenThereIs() throws IOException {
    LedgerMeta meta =
        new LedgerMeta(ProcessHandle.current().pid(), null, "Main", "1", Instant.EPOCH);
    HostLedger ledger = new HostLedger();
    ledger.notice("info", "early");
    ledger.open(dir, () -> meta, sink -> {}, new Retention(dir, Duration.ofDays(7), 1 << 30));
    ledger.close("exit", PLENTY);

    List<Event> events = new ArrayList<>();
    LedgerFolder folder = LedgerFolder.list(dir, line -> {}).get(0);
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(events::add);
    }
    assertThat(events).extracting(Event::message).containsSequence("early", "stopped: exit");
  }
}
