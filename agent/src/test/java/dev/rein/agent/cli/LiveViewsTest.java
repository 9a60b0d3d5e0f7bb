package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.AgentLedger;
import dev.rein.agent.view.JvmView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which ledgers the screen shows, and how much of them is read at a time. */
final class LiveViewsTest {
  @TempDir Path dir;

  private long nanos;
  private long tick;
  private int looks;

  @Test
  void aJvmThatStartsLaterAppears() throws IOException {
    try (LiveViews views = views()) {
      assertThat(views.refresh(null)).isEmpty();
      AgentLedger ledger = new AgentLedger(dir);
      ledger.add(new LedgerEntry.Notice(AgentLedger.AT, "info", "written"));
      assertThat(views.refresh(null)).as("it is not looked for all the time").isEmpty();
      nanos += TimeUnit.SECONDS.toNanos(3);
      List<JvmView> shown = views.refresh(null);
      assertThat(shown).hasSize(1);
      assertThat(shown.get(0).content().accounts()).isNotEmpty();
      assertThat(looks).isEqualTo(2);
      ledger.close();
    }
  }

  @Test
  void whatRunsIsBeforeWhatEnded() throws IOException {
    ended(1, "2026-11-21T03:03:35Z");
    AgentLedger running = new AgentLedger(dir);
    Path newest = ended(2, "2026-11-22T00:00:00Z").path();
    running.add(new LedgerEntry.Notice(AgentLedger.AT, "info", "written"));
    try (LiveViews views = views()) {
      List<JvmView> shown = views.refresh(null);
      assertThat(shown).extracting(JvmView::state).containsExactly("running", "killed", "killed");
      assertThat(shown.get(1).folder().path()).isEqualTo(newest);
    }
    running.close();
  }

  @Test
  void aLongLedgerIsReadInTurns() throws IOException {
    AgentLedger ledger = new AgentLedger(dir);
    for (int i = 0; i < 5_000; i++) {
      ledger.use(0, "files.read", 1);
    }
    ledger.close();
    tick = TimeUnit.SECONDS.toNanos(1);
    try (LiveViews views = views()) {
      JvmView view = views.refresh(null).get(0);
      assertThat(views.isBehind(view)).isTrue();
      int turns = 1;
      while (views.isBehind(view)) {
        assertThat(views.refresh(view)).containsExactly(view);
        turns++;
      }
      assertThat(turns).isBetween(3, 10);
      assertThat(view.used("files.read")).hasValue(5_000);
    }
  }

  @Test
  void ofVeryManyTheOldestAreLeftOutButNotTheSelectedOne() throws IOException {
    ended(1, "2026-11-21T00:00:00Z");
    try (LiveViews views = views()) {
      JvmView first = views.refresh(null).get(0);
      for (int i = 0; i < LiveViews.MOST + 3; i++) {
        ended(100 + i, "2026-11-22T00:00:00Z");
      }
      nanos += TimeUnit.SECONDS.toNanos(3);
      assertThat(views.refresh(first)).hasSize(LiveViews.MOST + 1).contains(first);
      assertThat(views.leftOut()).isEqualTo(4);
    }
  }

  @Test
  void aFolderThatIsBeingMadeIsNoTrouble() throws IOException {
    Files.createDirectory(dir.resolve("7-20261121T030334.123Z"));
    try (LiveViews views = views()) {
      assertThat(views.refresh(null)).isEmpty();
      assertThat(views.warning()).isEmpty();
      nanos += TimeUnit.SECONDS.toNanos(3);
      assertThat(views.refresh(null)).isEmpty();
      assertThat(views.warning()).contains("7-20261121T030334.123Z");
      nanos += TimeUnit.SECONDS.toNanos(3);
      assertThat(views.refresh(null)).isEmpty();
      assertThat(views.warning()).as("said once").isEmpty();
    }
  }

  private LiveViews views() {
    return new LiveViews(this::list, dir.toString(), () -> nanos += tick);
  }

  private List<LedgerFolder> list(Consumer<String> remarks) {
    looks++;
    try {
      return LedgerFolder.list(dir, remarks);
    } catch (LedgerUnreadableException e) {
      throw new CommandFailure(ExitCode.FAILURE, e.getMessage());
    }
  }

  /** Of a process that never was. */
  private LedgerFolder ended(long number, String started) throws IOException {
    return LedgerFolder.create(
        dir,
        new LedgerMeta(
            Integer.MAX_VALUE - number, Instant.EPOCH, "Main", "0.1.0", Instant.parse(started)));
  }
}
