package dev.rein.it.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/** The table about ledger events: percentiles of single offers. */
final class LedgerBench {
  /** What the agent opens to itself inside a host. */
  private static final List<String> ACCESS =
      List.of(
          "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
          "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
          "--add-opens=jdk.unsupported/sun.misc=ALL-UNNAMED");

  private LedgerBench() {}

  static void run(Bench bench) throws IOException, RunnerException {
    Bench.progress("LedgerOffer");
    OptionsBuilder options = JmhRuns.options(LedgerOffer.class.getName() + "\\.", bench.jdk());
    options
        .mode(Mode.SampleTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(bench.rounds())
        .jvmArgsAppend(ACCESS.toArray(String[]::new));
    Table table =
        new Table(
            "A ledger event on the calling thread, JDK " + Jvms.version(bench.jdk()),
            "what",
            "p50",
            "p90",
            "p99",
            "p99.9",
            "budget");
    for (RunResult result : new Runner(options.build()).run()) {
      Statistics times = result.getPrimaryResult().getStatistics();
      String method = result.getPrimaryResult().getLabel();
      table.row(
          "`" + method + "`",
          Numbers.nanos(times.getPercentile(50)),
          Numbers.nanos(times.getPercentile(90)),
          Numbers.nanos(times.getPercentile(99)),
          Numbers.nanos(times.getPercentile(99.9)),
          method.equals("offer") ? "150 ns at p50, 1 µs at p99" : "–");
    }
    table.print();
  }
}
