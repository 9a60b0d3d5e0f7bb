package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry.Stopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerWriterTest {
  @TempDir private Path dir;

  private final Ledgers ledgers = new Ledgers();

  @Test
  void whatIsOfferedBeforeTheQueueIsOpenIsWrittenInOrder() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder);
    List<LedgerEntry> offered = Samples.oneOfEach().toList();
    offered.forEach(writer::offer);

    assertThat(writer.close("exit", Ledgers.PLENTY)).isTrue();

    List<LedgerEntry> read = Ledgers.read(folder);
    assertThat(read).startsWith(offered.toArray(LedgerEntry[]::new)).hasSize(offered.size() + 1);
    assertThat(read.get(read.size() - 1))
        .isInstanceOfSatisfying(
            Stopped.class,
            last -> {
              assertThat(last.reason()).isEqualTo("exit");
              assertThat(last.dropped()).isZero();
            });
    assertThat(ledgers.problems).isEmpty();
  }

  @Test
  void anAwaitedEntryIsInTheQueueWhenTheCallReturns() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder);
    LedgerEntry denial = new LedgerEntry.Notice(1, "warning", "denied");

    assertThat(writer.offerAndAwait(denial, Ledgers.PLENTY)).isTrue();

    assertThat(Ledgers.read(folder)).containsExactly(denial);
    writer.close("exit", Ledgers.PLENTY);
  }

  @Test
  void waitingEndsAtItsTimeAndAnInterruptIsKept() {
    CountDownLatch go = new CountDownLatch(1);
    LedgerWriter writer =
        LedgerWriter.start(
            () -> Ledgers.folder(dir),
            Ledgers.NOTHING_COUNTED,
            ledgers.problems::add,
            Ledgers.startingAfter(go));
    Thread.currentThread().interrupt();

    assertThat(writer.offerAndAwait(Samples.TABLE, Duration.ofMillis(20))).isFalse();

    assertThat(Thread.interrupted()).isTrue();
    go.countDown();
    assertThat(writer.close("exit", Ledgers.PLENTY)).isTrue();
  }

  @Test
  void whatDoesNotFitIsCountedAndReported() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    CountDownLatch go = new CountDownLatch(1);
    Recording recording =
        new Recording(
            () -> LedgerQueue.open(folder.queue()), () -> Long.MAX_VALUE, ledgers.problems::add);
    LedgerWriter writer =
        LedgerWriter.start(
            recording,
            10,
            Ledgers.NOTHING_COUNTED,
            ledgers.problems::add,
            Ledgers.startingAfter(go));
    for (int i = 0; i < 25; i++) {
      writer.offer(Samples.counters("files.read", i));
    }

    assertThat(writer.dropped()).isEqualTo(15);
    go.countDown();
    writer.close("exit", Ledgers.PLENTY);

    List<LedgerEntry> read = Ledgers.read(folder);
    assertThat(read).hasSize(12);
    assertThat(read.get(10)).asString().contains("15 entries were dropped");
    assertThat(((Stopped) read.get(11)).dropped()).isEqualTo(15);
  }

  @Test
  void countersAreCollectedAtTheTickAndOnceMoreAtTheEnd() throws IOException {
    AtomicLong counted = new AtomicLong(5);
    CounterSource source =
        sink -> {
          long delta = counted.getAndSet(0);
          if (delta != 0) {
            sink.accept(Samples.counters("files.read", delta));
          }
        };
    LedgerFolder folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder, source);
    Ledgers.await(() -> counted.get() == 0);
    counted.set(2);
    writer.close("exit", Ledgers.PLENTY);

    assertThat(Ledgers.read(folder))
        .startsWith(Samples.counters("files.read", 5), Samples.counters("files.read", 2))
        .hasSize(3);
  }

  @Test
  void aFailingCounterSourceIsReportedOnceAndNothingElseSuffers() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    AtomicInteger calls = new AtomicInteger();
    LedgerWriter writer =
        ledgers.start(
            folder,
            sink -> {
              calls.incrementAndGet();
              throw new IllegalStateException("no numbers");
            });
    Ledgers.await(() -> calls.get() >= 2);
    writer.offer(Samples.TABLE);
    writer.close("exit", Ledgers.PLENTY);

    assertThat(Ledgers.read(folder)).startsWith(Samples.TABLE).hasSize(2);
    assertThat(ledgers.problems).singleElement().asString().contains("no numbers");
  }

  @Test
  void aFullDiskStopsRecordingUntilThereIsRoom() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    AtomicLong free = new AtomicLong(1);
    Recording recording =
        new Recording(() -> LedgerQueue.open(folder.queue()), free::get, ledgers.problems::add);
    LedgerWriter writer =
        LedgerWriter.start(
            recording, 100, Ledgers.NOTHING_COUNTED, ledgers.problems::add, Thread::new);
    writer.offer(Samples.TABLE);
    Ledgers.await(() -> !ledgers.problems.isEmpty());
    assertThat(writer.offerAndAwait(Samples.TABLE, Ledgers.PLENTY)).isFalse();

    free.set(Long.MAX_VALUE);
    Ledgers.await(() -> ledgers.problems.size() == 2);
    writer.close("exit", Ledgers.PLENTY);

    assertThat(ledgers.problems.get(0)).contains("nothing is recorded");
    assertThat(ledgers.problems.get(1)).contains("recording goes on");
    assertThat(Ledgers.read(folder)).contains(Samples.TABLE, Samples.TABLE).hasSize(4);
  }

  /** As long as it lasts, and with the gap in the ledger when it is over. */
  @Test
  void aDiskThatIsReadOnlyForAWhileCostsTwoLines() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir);
    AtomicLong free = new AtomicLong(Long.MAX_VALUE);
    Recording recording =
        new Recording(() -> LedgerQueue.open(folder.queue()), free::get, ledgers.problems::add);
    assertThat(recording.isReady(0)).isTrue();
    free.set(-1);
    for (long second = 2; second < 200; second++) {
      assertThat(recording.isReady(second * 1_000_000_000)).isFalse();
    }
    free.set(Long.MAX_VALUE);
    assertThat(recording.isReady(201L * 1_000_000_000)).isTrue();
    assertThat(recording.write(Samples.TABLE, 0)).isTrue();
    recording.close();

    assertThat(ledgers.problems).hasSize(2);
    assertThat(ledgers.problems.get(0)).contains("cannot be written to", "limits still hold");
    List<LedgerEntry> read = Ledgers.read(folder);
    assertThat(read).hasSize(2).endsWith(Samples.TABLE);
    assertThat(read.get(0)).asString().contains("nothing was recorded from", "cannot be written");
  }

  @Test
  void aFaultThatStaysIsTriedEverMoreSeldomAndToldOnce() {
    AtomicInteger tries = new AtomicInteger();
    Recording recording =
        new Recording(
            () -> {
              tries.incrementAndGet();
              throw new InternalError("a fault");
            },
            () -> Long.MAX_VALUE,
            ledgers.problems::add);
    for (long second = 0; second < 3600; second++) {
      assertThat(recording.isReady(second * 1_000_000_000)).isFalse();
    }

    assertThat(tries.get()).isBetween(55, 70);
    assertThat(ledgers.problems).singleElement().asString().contains("full, or fails");
  }

  @Test
  void aQueueThatCannotBeOpenedCostsOneLine() {
    Recording recording =
        new Recording(
            () -> {
              throw new InternalError("a fault\nwith lines");
            },
            () -> Long.MAX_VALUE,
            ledgers.problems::add);
    LedgerWriter writer =
        LedgerWriter.start(
            recording, 100, Ledgers.NOTHING_COUNTED, ledgers.problems::add, Thread::new);
    writer.offer(Samples.TABLE);
    Ledgers.await(() -> !ledgers.problems.isEmpty());

    assertThat(writer.close("exit", Ledgers.PLENTY)).isTrue();
    assertThat(ledgers.problems)
        .singleElement()
        .asString()
        .contains("cannot be opened")
        .doesNotContain("\n");
    assertThat(writer.dropped()).isEqualTo(1);
  }

  @Test
  void nothingIsLeftBehindWhenItIsClosed() throws IOException {
    ledgers.start(Ledgers.folder(dir)).close("warm", Ledgers.PLENTY);
    Properties before = (Properties) System.getProperties().clone();
    Thread[] threadsBefore = threads();
    LedgerFolder folder = Ledgers.folder(dir);
    LedgerWriter writer = ledgers.start(folder);
    writer.offerAndAwait(Samples.TABLE, Ledgers.PLENTY);
    assertThat(openFiles(folder)).isNotEmpty();

    writer.close("exit", Ledgers.PLENTY);

    assertThat(openFiles(folder)).isEmpty();
    assertThat(Files.readString(Path.of("/proc/self/maps")))
        .doesNotContain(folder.path().toString());
    assertThat(threads()).containsOnly(threadsBefore);
    assertThat(System.getProperties()).isEqualTo(before);
  }

  @Test
  void allFilesAreTheOwnersAlone() throws IOException {
    LedgerFolder folder = Ledgers.folder(dir.resolve("deep/er"));
    LedgerWriter writer = ledgers.start(folder);
    writer.offerAndAwait(Samples.TABLE, Ledgers.PLENTY);
    folder.log(java.time.Instant.EPOCH, "a line");

    try (Stream<Path> all = Files.walk(dir.resolve("deep"))) {
      assertThat(all)
          .allSatisfy(
              path ->
                  assertThat(Files.getPosixFilePermissions(path))
                      .as(path.toString())
                      .hasSize(Files.isDirectory(path) ? 3 : 2)
                      .allMatch(permission -> permission.name().startsWith("OWNER")));
    }
    writer.close("exit", Ledgers.PLENTY);
  }

  private static Thread[] threads() {
    return Thread.getAllStackTraces().keySet().toArray(Thread[]::new);
  }

  private static List<String> openFiles(LedgerFolder folder) throws IOException {
    try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
      return handles
          .map(LedgerWriterTest::target)
          .filter(target -> target.startsWith(folder.path().toString()))
          .toList();
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }
}
