package dev.rein.agent.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Writers and readers as tests need them. */
final class Ledgers {
  static final Duration PLENTY = Duration.ofSeconds(20);
  static final CounterSource NOTHING_COUNTED = sink -> {};

  final List<String> problems = new CopyOnWriteArrayList<>();

  static LedgerFolder folder(Path dir) {
    try {
      return LedgerFolder.create(dir, Samples.meta());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  LedgerWriter start(LedgerFolder folder) {
    return start(folder, NOTHING_COUNTED);
  }

  LedgerWriter start(LedgerFolder folder, CounterSource counters) {
    return LedgerWriter.start(() -> folder, counters, problems::add, Thread::new);
  }

  static List<LedgerEntry> read(LedgerFolder folder) throws LedgerUnreadableException {
    try (LedgerReader reader = LedgerReader.open(folder)) {
      return readOn(reader);
    }
  }

  static List<LedgerEntry> readOn(LedgerReader reader) throws LedgerUnreadableException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (LedgerEntry entry = reader.next(); entry != null; entry = reader.next()) {
      entries.add(entry);
    }
    return entries;
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PLENTY.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Threads that do not begin their work before the latch is down. */
  static ThreadFactory startingAfter(CountDownLatch latch) {
    return task ->
        new Thread(
            () -> {
              awaitQuietly(latch);
              task.run();
            });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
