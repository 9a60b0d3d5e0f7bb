package dev.rein.agent.view.web;

import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.Printable;
import dev.rein.agent.view.web.Snapshot.Account;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Use;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The metrics of the JVMs that run. Of each metric there are at most {@value #MOST_SERIES} series,
 * and labels are cut at {@value #LONGEST_LABEL} characters; how many were left out is a metric too.
 */
final class MetricsPage {
  static final int MOST_SERIES = 5_000;
  static final int LONGEST_LABEL = 120;

  private static final double[] BUCKETS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, Double.POSITIVE_INFINITY
  };

  private final List<Jvm> running;
  private final Snapshot snapshot;
  private final CounterSnapshot.Builder used =
      CounterSnapshot.builder().name("rein_resource_used").help("What an account used so far.");
  private final CounterSnapshot.Builder denied =
      CounterSnapshot.builder().name("rein_denied").help("Calls that were refused.");
  private final CounterSnapshot.Builder delayed =
      CounterSnapshot.builder().name("rein_delayed").help("Calls that were held up.");
  private final GaugeSnapshot.Builder level =
      GaugeSnapshot.builder().name("rein_resource").help("How much an account uses now.");
  private final GaugeSnapshot.Builder limit =
      GaugeSnapshot.builder().name("rein_limit").help("What an account may use.");
  private final Set<Labels> seen = new HashSet<>();
  private int series;
  private int leftOut;

  private MetricsPage(Snapshot snapshot) {
    this.snapshot = snapshot;
    this.running = snapshot.jvms().stream().filter(Jvm::running).toList();
  }

  /**
   * @param accept the header's value, which may ask for OpenMetrics
   */
  static Answer of(Snapshot snapshot, @Nullable String accept) {
    ExpositionFormatWriter open = OpenMetricsTextFormatWriter.create();
    ExpositionFormatWriter writer =
        accept != null && open.accepts(accept) ? open : PrometheusTextFormatWriter.create();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes, new MetricsPage(snapshot).metrics());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Answer(200, writer.getContentType(), bytes.toByteArray());
  }

  private MetricSnapshots metrics() {
    running.forEach(
        jvm -> jvm.accounts().forEach(one -> one.uses().forEach(u -> add(jvm, one, u))));
    Snapshot.Totals totals = snapshot.totals();
    ModelMetrics models = new ModelMetrics(running);
    leftOut += models.leftOut();
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    models.snapshots().forEach(all::metricSnapshot);
    return all.metricSnapshot(histogram("agent_files_accessed", "Files accessed", "files.accessed"))
        .metricSnapshot(histogram("agent_api_calls", "HTTP requests made", "http.requests"))
        .metricSnapshot(histogram("agent_tokens_consumed", "Tokens of models", "llm.tokens"))
        .metricSnapshot(
            gauge("agents_paused_current", "Agents that are paused now.", (double) paused()))
        .metricSnapshot(entered("warnings", "warning", totals.warnings()))
        .metricSnapshot(entered("interventions", "intervention", totals.interventions()))
        .metricSnapshot(entered("terminations", "termination", totals.terminations()))
        .metricSnapshot(used.build())
        .metricSnapshot(level.build())
        .metricSnapshot(limit.build())
        .metricSnapshot(denied.build())
        .metricSnapshot(delayed.build())
        .metricSnapshot(gauge("rein_jvms_running", "JVMs that run under Rein.", running.size()))
        .metricSnapshot(
            gauge(
                "rein_ledger_up",
                "1 when every ledger can be read.",
                snapshot.problems().isEmpty() ? 1 : 0))
        .metricSnapshot(
            gauge("rein_series_left_out", "Series beyond the most that are told.", leftOut))
        .build();
  }

  private long paused() {
    return running.stream()
        .flatMap(jvm -> jvm.accounts().stream())
        .filter(account -> account.parent() != null && account.paused())
        .count();
  }

  private HistogramSnapshot histogram(String name, String what, String resource) {
    Number[] counts = new Number[BUCKETS.length];
    java.util.Arrays.fill(counts, 0L);
    double sum = 0;
    for (Jvm jvm : running) {
      for (Account account : jvm.accounts()) {
        if (account.parent() != null) {
          long total = Math.max(0, account.used(resource));
          int bucket = 0;
          while (total > BUCKETS[bucket]) {
            bucket++;
          }
          counts[bucket] = counts[bucket].longValue() + 1;
          sum += total;
        }
      }
    }
    return HistogramSnapshot.builder()
        .name(name)
        .help(what + " by each agent that runs, so far; one observation for each agent.")
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BUCKETS, counts))
                .sum(sum)
                .build())
        .build();
  }

  private static GaugeSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
        .build();
  }

  private static CounterSnapshot entered(String what, String phase, long count) {
    return CounterSnapshot.builder()
        .name("resource_exhaustion_" + what)
        .help("How often an agent came into the phase " + phase + ".")
        .dataPoint(CounterDataPointSnapshot.builder().value((double) count).build())
        .build();
  }

  private void add(Jvm jvm, Account account, Use use) {
    Labels labels =
        Labels.of(
            "pid",
            Long.toString(jvm.pid()),
            "main",
            label(jvm.main()),
            "account",
            label(account.id()),
            "resource",
            label(use.resource()));
    // Two names that are cut to the same would make the page invalid.
    if (series >= MOST_SERIES || !seen.add(labels)) {
      leftOut++;
      return;
    }
    series++;
    if (use.gauge()) {
      level.dataPoint(
          GaugeDataPointSnapshot.builder().labels(labels).value((double) use.used()).build());
    } else {
      used.dataPoint(counted(labels, use.used()));
    }
    denied.dataPoint(counted(labels, use.denied()));
    delayed.dataPoint(counted(labels, use.delayed()));
    Set<String> kinds = new HashSet<>();
    for (LimitState one : use.limits()) {
      String kind = label(one.kind());
      if (kinds.add(kind)) {
        Labels ofKind = labels.add("kind", kind);
        limit.dataPoint(
            GaugeDataPointSnapshot.builder().labels(ofKind).value((double) one.limit()).build());
      }
    }
  }

  private static CounterDataPointSnapshot counted(Labels labels, long count) {
    return CounterDataPointSnapshot.builder()
        .labels(labels)
        .value((double) Math.max(0, count))
        .build();
  }

  static String label(String text) {
    String safe = Printable.of(text.length() > 1_000 ? text.substring(0, 1_000) : text);
    return safe.codePointCount(0, safe.length()) <= LONGEST_LABEL
        ? safe
        : safe.substring(0, safe.offsetByCodePoints(0, LONGEST_LABEL));
  }
}
