package dev.rein.it.bench;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** The table about threads that count at the same time. */
final class ContentionBench {
  private static final int[] THREADS = {1, 2, 16};

  private ContentionBench() {}

  static void run(Bench bench) throws IOException, RunnerException {
    Map<String, String[]> rows = new TreeMap<>();
    for (int i = 0; i < THREADS.length; i++) {
      Bench.progress("Counting with " + THREADS[i] + " threads");
      for (RunResult result :
          new Runner(
                  JmhRuns.options(Counting.class.getName() + "\\.", bench.jdk())
                      .mode(Mode.Throughput)
                      .timeUnit(TimeUnit.MICROSECONDS)
                      .threads(THREADS[i])
                      .build())
              .run()) {
        String method = result.getPrimaryResult().getLabel();
        rows.computeIfAbsent(method, any -> new String[THREADS.length])[i] =
            Numbers.format("%.0f", result.getPrimaryResult().getScore());
      }
    }
    Table table =
        new Table(
            "Uses counted by all threads together, millions a second, JDK "
                + Jvms.version(bench.jdk()),
            "what",
            "1 thread",
            "2 threads",
            "16 threads");
    rows.forEach((method, cells) -> table.row("`" + method + "`", cells[0], cells[1], cells[2]));
    table.print();
  }
}
