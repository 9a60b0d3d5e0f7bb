package dev.rein.agent.cli;

import dev.rein.agent.ledger.LedgerFolder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folders of ledgers that there are, looked for anew now and then. */
final class FolderWatch {
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** However long a look takes, it is a small part of the time. */
  private static final long LEAST_REST = 20;

  private final Lister lister;
  private final LongSupplier nanos;
  private final Set<String> said = new HashSet<>();
  private final Deque<String> unsaid = new ArrayDeque<>();
  private List<LedgerFolder> folders = List.of();
  private Set<String> doubted = Set.of();
  private boolean looked;
  private long next;

  /** Who knows which there are. */
  interface Lister {
    /**
     * The newest first.
     *
     * @param remarks takes a line for each that cannot be read
     */
    List<LedgerFolder> list(Consumer<String> remarks);
  }

  /**
   * @param nanos a clock as {@link System#nanoTime}
   */
  FolderWatch(Lister lister, LongSupplier nanos) {
    this.lister = lister;
    this.nanos = nanos;
  }

  /** Those whose JVM runs, then the others; of both the newest first. */
  List<LedgerFolder> folders() {
    long now = nanos.getAsLong();
    if (!looked || now - next >= 0) {
      looked = true;
      look();
      long took = nanos.getAsLong() - now;
      next = now + Math.max(PAUSE_NANOS, LEAST_REST * took);
    }
    return folders;
  }

  /** What a person should know and was not told; empty when there is nothing. */
  String unsaid() {
    String line = unsaid.poll();
    return line == null ? "" : line;
  }

  /** Says it, but not again and again. */
  void say(String line) {
    if (said.add(line)) {
      unsaid.add(line);
    }
  }

  private void look() {
    Set<String> remarks = new HashSet<>();
    try {
      Map<Boolean, List<LedgerFolder>> running =
          lister.list(remarks::add).stream()
              .collect(Collectors.partitioningBy(folder -> folder.meta().isProcessAlive()));
      folders =
          Stream.of(true, false)
              .flatMap(runs -> running.getOrDefault(runs, List.of()).stream())
              .toList();
    } catch (CommandFailure gone) {
      remarks.add(String.valueOf(gone.getMessage()));
    }
    // A folder that is being made is not readable for a moment.
    remarks.stream().filter(doubted::contains).forEach(this::say);
    doubted = remarks;
  }
}
