package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerTotals.GrantKey;
import dev.rein.agent.ledger.LedgerTotals.Totals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTotalsTest {
  private static final GrantKey BUDGET = new GrantKey("files.read", "budget");

  @TempDir private Path dir;

  private final Ledgers ledgers = new Ledgers();

  @Test
  void countersAddUpPerAccountAndGaugesAreLeftOut() throws IOException {
    LedgerTotals totals = read(used(0, "files.read", 3), used(1, "files.read", 2), live(1, 5));

    assertThat(totals.accounts())
        .containsOnly(
            Map.entry("jvm", new Totals(Map.of("files.read", 3L), Map.of())),
            Map.entry("coder", new Totals(Map.of("files.read", 2L), Map.of())));
    assertThat(totals.isStopped()).isTrue();
  }

  @Test
  void grantsAddUpUntilTheLimitIsSetAnew() throws IOException {
    LedgerEntry granted = new LedgerEntry.Granted(1, 0, "files.read", "budget", 100);
    LedgerEntry set = new LedgerEntry.LimitSet(1, 0, "files.read", "budget", 500, 400, "pause");

    assertThat(jvm(read(granted, granted)).granted()).isEqualTo(Map.of(BUDGET, 200L));
    assertThat(jvm(read(granted, granted, set)).granted()).isEmpty();
    assertThat(jvm(read(granted, set, granted)).granted()).isEqualTo(Map.of(BUDGET, 100L));
  }

  @Test
  void aResourceOfTheHostsOwnThatNoTableNamesCountsToo() throws IOException {
    assertThat(jvm(read(used(0, "mails.sent", 3))).used()).isEqualTo(Map.of("mails.sent", 3L));
  }

  @Test
  void theLedgerOfAnotherProcessIsReadWhileItLivesAndAfterItWasKilled() throws Exception {
    Process writer = OtherProcess.start(dir);
    LedgerFolder folder = LedgerFolder.open(Path.of(writer.inputReader().readLine()));
    count(writer, 1);
    assertThat(LedgerTotals.read(folder).isStopped()).isFalse();

    count(writer, 4);
    writer.destroyForcibly().waitFor();

    LedgerTotals totals = LedgerTotals.read(folder);
    assertThat(totals.isStopped()).isFalse();
    assertThat(jvm(totals).used()).isEqualTo(Map.of("files.read", 5L));
  }

  @Test
  void aTruncatedLedgerCountsAsFarAsItGoesOrIsRefusedInOneLine() throws IOException {
    for (long size : new long[] {0, 3, 100, 4096, 70_000, 140_000, 200_000}) {
      LedgerFolder folder = written(Stream.generate(() -> used(0, "files.read", 1)).limit(5000));
      try (FileChannel file = FileChannel.open(cycle(folder), StandardOpenOption.WRITE)) {
        file.truncate(size);
      }
      try {
        LedgerTotals totals = LedgerTotals.read(folder);
        Totals jvm = totals.accounts().get("jvm");
        long used = jvm == null ? 0 : jvm.used().getOrDefault("files.read", 0L);
        assertThat(used).isBetween(0L, 5000L);
      } catch (LedgerUnreadableException e) {
        assertThat(e).hasMessageContaining(folder.path().toString()).hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void memoryIsBoundedWhateverTheLedgerHolds() throws IOException {
    List<LedgerEntry> many = new ArrayList<>();
    for (int i = 0; i < 12_000; i++) {
      many.add(new LedgerEntry.AccountOpened(1, i + 2, "account " + i, "jvm"));
    }
    for (int i = 0; i < 2_000; i++) {
      many.add(used(0, "resource." + i, 1));
      many.add(new LedgerEntry.Granted(1, 0, "resource." + i, "budget", 1));
    }

    LedgerTotals totals = LedgerTotals.read(written(many.stream()));

    assertThat(totals.accounts()).hasSize(10_000);
    assertThat(jvm(totals).used()).hasSize(1024);
    assertThat(jvm(totals).granted()).hasSize(256);
  }

  @Test
  void thePreviousLedgerIsTheNewestOneThatEndedOfTheSameMain() throws Exception {
    assertThat(previous()).isNull();
    LedgerFolder older = dead("host.AgentHost", "2026-11-20T03:03:34Z");
    assertThat(previous()).isEqualTo(older.path());
    LedgerFolder newer = dead("host.AgentHost", "2026-11-21T03:03:34Z");
    dead("host.Other", "2026-11-22T03:03:34Z");
    assertThat(previous()).isEqualTo(newer.path());

    // One that runs is none, one that was killed is, this process's own never is.
    Process running = OtherProcess.start(dir);
    Path folder = Path.of(running.inputReader().readLine());
    Ledgers.folder(dir);
    assertThat(previous()).isEqualTo(newer.path());
    running.destroyForcibly().waitFor();
    assertThat(previous()).isEqualTo(folder);
  }

  @Test
  void aDirThatCannotBeListedIsARemark() {
    List<String> remarks = new ArrayList<>();

    assertThat(PreviousLedger.find(dir.resolve("none"), "host.AgentHost", remarks::add)).isNull();
    assertThat(remarks).singleElement().asString().contains("cannot list");
  }

  private @Nullable Path previous() {
    List<String> remarks = new ArrayList<>();
    LedgerFolder found = PreviousLedger.find(dir, "host.AgentHost", remarks::add);
    assertThat(remarks).isEmpty();
    return found == null ? null : found.path();
  }

  private LedgerFolder dead(String main, String started) throws IOException {
    Instant instant = Instant.parse(started);
    return LedgerFolder.create(
        dir, new LedgerMeta(Integer.MAX_VALUE, instant, main, "0.1.0", instant));
  }

  private LedgerTotals read(LedgerEntry... entries) throws IOException {
    return LedgerTotals.read(written(Stream.of(entries)));
  }

  private LedgerFolder written(Stream<LedgerEntry> entries) {
    LedgerFolder folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder);
    writer.offer(Samples.TABLE);
    writer.offer(new LedgerEntry.AccountOpened(1, 0, "jvm", null));
    writer.offer(new LedgerEntry.AccountOpened(1, 1, "coder", "jvm"));
    entries.forEach(writer::offer);
    assertThat(writer.close("exit", Ledgers.PLENTY)).isTrue();
    return folder;
  }

  private static void count(Process writer, int times) throws IOException {
    OutputStream toWriter = writer.getOutputStream();
    for (int i = 0; i < times; i++) {
      toWriter.write('c');
      toWriter.flush();
      assertThat(writer.inputReader().readLine()).isEqualTo("counted");
    }
  }

  private static LedgerEntry used(int account, String resource, long used) {
    return new LedgerEntry.Counters(1, account, List.of(new Delta(resource, used, 0, 0)));
  }

  private static LedgerEntry live(int account, long threads) {
    return new LedgerEntry.Counters(1, account, List.of(new Delta("threads.live", threads, 0, 0)));
  }

  private static Totals jvm(LedgerTotals totals) {
    return Objects.requireNonNull(totals.accounts().get("jvm"));
  }

  private static Path cycle(LedgerFolder folder) throws IOException {
    try (Stream<Path> files = Files.list(folder.queue())) {
      return files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
  }
}
