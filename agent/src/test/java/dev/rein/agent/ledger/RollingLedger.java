package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A ledger whose clock is that of its entries, so that hours pass without a wait. */
public final class RollingLedger implements AutoCloseable {
  public static final long HOUR = 3_600_000;

  private final LedgerFolder folder;
  private final AtomicLong clock;
  private final HeldTime time;
  private final CarryOver carryOver = new CarryOver();
  private LedgerQueue queue;

  public RollingLedger(Path dir, LedgerMeta meta) throws IOException {
    folder = LedgerFolder.create(dir, meta);
    clock = new AtomicLong(meta.started().toEpochMilli());
    time = new HeldTime(clock::get);
    queue = LedgerQueue.open(folder.queue(), time, carryOver);
  }

  /** Writes them, each when it says that it was. */
  public RollingLedger add(LedgerEntry... entries) {
    for (LedgerEntry entry : entries) {
      clock.set(entry.at());
      queue.append(entry);
    }
    return this;
  }

  /** As after a fault. */
  RollingLedger reopen() {
    queue.close();
    queue = LedgerQueue.open(folder.queue(), time, carryOver);
    return this;
  }

  public LedgerFolder folder() {
    return folder;
  }

  /** The files of the queue, oldest first. */
  public List<Path> files() throws IOException {
    return files(folder.queue());
  }

  static List<Path> files(Path queue) throws IOException {
    try (Stream<Path> all = Files.list(queue)) {
      return all.filter(file -> file.toString().endsWith(".cq4")).sorted().toList();
    }
  }

  /** What retention does to a ledger. */
  public void removeOldest(int count) throws IOException {
    for (Path file : files().subList(0, count)) {
      Files.delete(file);
    }
  }

  @Override
  public void close() {
    queue.close();
  }
}
