package dev.rein.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run of the benchmark, as the system properties {@code bench.*} ask for it.
 *
 * @param only the sections to run
 * @param rounds how often each JMH benchmark is forked, in every variant
 * @param starts how often each kind of JVM is started
 * @param idleSeconds how long idle hosts are watched
 * @param jdk the JDK of all but the start
 * @param rein the jar
 * @param work a folder of the benchmark's own
 */
record Bench(
    Set<String> only, int rounds, int starts, int idleSeconds, String jdk, Path rein, Path work) {

  static Bench fromProperties() throws IOException {
    Bench bench =
        new Bench(
            Set.of(
                System.getProperty("bench.only", "calls,hooks,ledger,start,idle").split(",", -1)),
            Integer.getInteger("bench.rounds", 1),
            Integer.getInteger("bench.starts", 15),
            Integer.getInteger("bench.idle", 60),
            System.getProperty("bench.jdk", System.getProperty("java.home")),
            Path.of(System.getProperty("bench.rein", "../agent/target/rein.jar")).toRealPath(),
            Path.of(System.getProperty("bench.work", "target/bench")).toAbsolutePath());
    bench.deleteLedgers();
    Files.createDirectories(bench.work);
    Files.writeString(bench.policy(), Variant.POLICY);
    return bench;
  }

  Path ledgers() {
    return work.resolve("ledgers");
  }

  Path policy() {
    return work.resolve("policy.yaml");
  }

  /** How many ledgers that have a queue were written since the last {@link #deleteLedgers}. */
  long countLedgers() throws IOException {
    if (!Files.exists(ledgers())) {
      return 0;
    }
    try (Stream<Path> all = Files.walk(ledgers())) {
      return all.filter(path -> path.toString().endsWith(".cq4")).count();
    }
  }

  /** Where woven classes are kept from start to start. */
  Path cache() {
    return work.resolve("kept");
  }

  /** Where a start finds no woven classes if {@link #delete} was called before. */
  Path emptyCache() {
    return work.resolve("woven");
  }

  void deleteLedgers() throws IOException {
    delete(ledgers());
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  /** Tells on stderr what is going on; stdout has the tables only. */
  static void progress(String line) {
    System.err.println("# " + line);
  }
}
