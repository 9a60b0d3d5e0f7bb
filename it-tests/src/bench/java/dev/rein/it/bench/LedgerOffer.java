package dev.rein.it.bench;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LedgerWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An event on the thread it happens on: making the entry and handing it to the ledger, which
 * appends it to a real queue on its own thread. Between two events the host does something else,
 * for no host raises them back to back.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open() first.
public class LedgerOffer {
  private Path dir;
  private LedgerWriter writer;
  private long used;

  @Setup
  public void open() throws IOException {
    dir = Files.createTempDirectory("rein-bench");
    LedgerMeta meta = new LedgerMeta(1, null, "bench", "0", Instant.now());
    LedgerFolder folder = LedgerFolder.create(dir, meta);
    writer = LedgerWriter.start(() -> folder, sink -> {}, System.err::println, Thread::new);
    if (!writer.offerAndAwait(event(), Duration.ofSeconds(20))) {
      throw new IllegalStateException("the queue does not open");
    }
  }

  @TearDown
  public void close() throws IOException {
    writer.close("end", Duration.ofSeconds(20));
    System.out.println("dropped: " + writer.dropped());
    try (Stream<Path> all = Files.walk(dir)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  /** Some 10 µs of the host's own work, the same with and without the event. */
  @Setup(Level.Invocation)
  public void work() {
    Blackhole.consumeCPU(4_000);
  }

  @Benchmark
  public void offer() {
    writer.offer(event());
  }

  /** What reading the clock twice takes, which is in the other figure too. */
  @Benchmark
  public long nothing() {
    return used;
  }

  private LedgerEntry event() {
    return new LedgerEntry.LimitEvent(
        System.currentTimeMillis(),
        0,
        LedgerEntry.LimitEvent.Kind.WARNED,
        "files.read",
        1000,
        used++,
        "/var/lib/agent/notes.txt");
  }
}
