package dev.rein.it.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the methods of a JMH class in every variant, forks of the variants taking turns, so that a
 * slow minute of the machine hits all of them.
 */
final class JmhRuns {
  private static final TimeValue ITERATION = TimeValue.milliseconds(100);

  private final Bench bench;
  private final Map<String, Map<Variant, Samples>> samples = new TreeMap<>();

  JmhRuns(Bench bench) {
    this.bench = bench;
  }

  /** What was measured of one method in one variant. */
  static final class Samples {
    private final List<Double> nanos = new ArrayList<>();
    private final List<Double> cpuNanos = new ArrayList<>();
    private final List<Double> bytes = new ArrayList<>();

    double nanos() {
      return Numbers.median(nanos);
    }

    /** Processor time of one call. */
    double cpuNanos() {
      return Numbers.median(cpuNanos);
    }

    /** Allocated in one call. */
    double bytes() {
      return Numbers.median(bytes);
    }
  }

  JmhRuns run(Class<?> benchmarks, Variant... variants) throws IOException, RunnerException {
    for (int round = 1; round <= bench.rounds(); round++) {
      for (Variant variant : variants) {
        Bench.progress(
            benchmarks.getSimpleName() + " " + variant.label() + " Rein, round " + round);
        runOnce(benchmarks, variant);
      }
    }
    return this;
  }

  private void runOnce(Class<?> benchmarks, Variant variant) throws IOException, RunnerException {
    bench.deleteLedgers();
    OptionsBuilder options = options(benchmarks.getName() + "\\.", bench.jdk());
    options
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .addProfiler(GCProfiler.class)
        .addProfiler(CpuProfiler.class)
        .jvmArgsAppend(variant.jvmArguments(bench).toArray(String[]::new));
    for (RunResult result : new Runner(options.build()).run()) {
      add(result, variant);
    }
    if (variant != Variant.PLAIN && bench.countLedgers() == 0) {
      throw new IllegalStateException("Rein did not start in the measured JVMs");
    }
  }

  static OptionsBuilder options(String pattern, String jdk) {
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(pattern)
        .jvm(Jvms.java(jdk))
        .forks(1)
        .warmupIterations(20)
        .warmupTime(ITERATION)
        .measurementIterations(10)
        .measurementTime(ITERATION)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    return options;
  }

  private void add(RunResult result, Variant variant) {
    String method = result.getPrimaryResult().getLabel();
    Samples of =
        samples
            .computeIfAbsent(method, any -> new EnumMap<>(Variant.class))
            .computeIfAbsent(variant, any -> new Samples());
    for (BenchmarkResult fork : result.getBenchmarkResults()) {
      for (IterationResult iteration : fork.getIterationResults()) {
        of.nanos.add(iteration.getPrimaryResult().getScore());
        iteration
            .getSecondaryResults()
            .forEach(
                (name, value) -> {
                  if (name.endsWith("gc.alloc.rate.norm")) {
                    of.bytes.add(value.getScore());
                  } else if (name.equals(CpuProfiler.NAME)) {
                    of.cpuNanos.add(value.getScore());
                  }
                });
      }
    }
  }

  Collection<String> methods() {
    return samples.keySet();
  }

  Samples of(String method, Variant variant) {
    Map<Variant, Samples> variants = samples.get(method);
    Samples found = variants == null ? null : variants.get(variant);
    if (found == null) {
      throw new IllegalArgumentException(method + " was not measured " + variant.label() + " Rein");
    }
    return found;
  }
}
