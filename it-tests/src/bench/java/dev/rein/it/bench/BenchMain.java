package dev.rein.it.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.runner.RunnerException;

/** Measures what Rein costs and prints it; {@code mvn -Pbench verify} runs this. */
public final class BenchMain {
  private BenchMain() {}

  public static void main(String[] arguments)
      throws IOException, RunnerException, InterruptedException {
    Bench bench = Bench.fromProperties();
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.println(
        "\nMachine: "
            + Runtime.getRuntime().availableProcessors()
            + " cores, load before the run "
            + Numbers.format("%.1f", load)
            + ", JDKs "
            + String.join(", ", Jvms.installed().keySet()));
    if (bench.only().contains("hooks")) {
      CallsBench.hooks(bench);
    }
    if (bench.only().contains("calls")) {
      CallsBench.calls(bench);
    }
    if (bench.only().contains("ledger")) {
      LedgerBench.run(bench);
    }
    if (bench.only().contains("contention")) {
      ContentionBench.run(bench);
    }
    if (bench.only().contains("start")) {
      StartBench.run(bench);
    }
    if (bench.only().contains("idle")) {
      IdleBench.run(bench);
    }
    bench.deleteLedgers();
  }
}
