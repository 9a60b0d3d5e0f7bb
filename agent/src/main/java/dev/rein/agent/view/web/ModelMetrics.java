package dev.rein.agent.view.web;

import dev.rein.agent.ledger.ModelEntry.ModelTotals;
import dev.rein.agent.view.Money;
import dev.rein.agent.view.web.Snapshot.Account;
import dev.rein.agent.view.web.Snapshot.Jvm;
import dev.rein.agent.view.web.Snapshot.Window;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The part of {@link MetricsPage} about models: tokens by OpenTelemetry's names, money, calls, and
 * what providers still answer. A call is counted for the account that made it alone, as those who
 * sum OpenTelemetry's metrics up expect. Of each metric there are at most {@link
 * MetricsPage#MOST_SERIES} series.
 */
final class ModelMetrics {
  private static final String USAGE = "gen_ai_client_inference_usage_";

  private final CounterSnapshot.Builder input =
      counter(USAGE + "input_tokens", "Tokens of prompts, cached ones included.");
  private final CounterSnapshot.Builder output =
      counter(USAGE + "output_tokens", "Tokens of answers.");
  private final CounterSnapshot.Builder cacheRead =
      counter(USAGE + "cache_read_input_tokens", "Tokens of prompts that a cache had.");
  private final CounterSnapshot.Builder cacheWrite =
      counter(USAGE + "cache_write_input_tokens", "Tokens of prompts that a cache took.");
  private final CounterSnapshot.Builder cost =
      counter("rein_model_cost_usd", "What calls of models cost, as far as prices are known.");
  private final CounterSnapshot.Builder calls =
      counter("rein_model_calls", "Calls of models, by whether they were answered.");
  private final CounterSnapshot.Builder unpriced =
      counter("rein_model_calls_unpriced", "Calls of models whose price is not known.");
  private final CounterSnapshot.Builder estimated =
      counter("rein_model_calls_estimated", "Calls of models whose tokens are estimated.");
  private final GaugeSnapshot.Builder remaining =
      GaugeSnapshot.builder()
          .name("rein_provider_remaining")
          .help("Requests or tokens that a provider has last said it still answers.");
  private final GaugeSnapshot.Builder limit =
      GaugeSnapshot.builder()
          .name("rein_provider_limit")
          .help("Requests or tokens that a provider has last said it answers in a window.");
  private final Set<Labels> seen = new HashSet<>();
  private int series;
  private int leftOut;

  ModelMetrics(List<Jvm> running) {
    for (Jvm jvm : running) {
      for (Account account : jvm.accounts()) {
        account.own().byModel().forEach(row -> add(jvm, account, row));
      }
      jvm.windows().forEach(window -> add(jvm, window));
    }
  }

  private static CounterSnapshot.Builder counter(String name, String help) {
    return CounterSnapshot.builder().name(name).help(help);
  }

  List<MetricSnapshot> snapshots() {
    return List.of(
        input.build(),
        output.build(),
        cacheRead.build(),
        cacheWrite.build(),
        cost.build(),
        calls.build(),
        unpriced.build(),
        estimated.build(),
        remaining.build(),
        limit.build());
  }

  /** Series for which there was no room. */
  int leftOut() {
    return leftOut;
  }

  private void add(Jvm jvm, Account account, ModelTotals row) {
    Labels labels =
        of(jvm, account.id())
            .add("gen_ai_provider_name", MetricsPage.label(row.provider()))
            .add("gen_ai_response_model", MetricsPage.label(row.model()));
    // Of calls there are two series for each model.
    if (!isNew(labels, 2)) {
      return;
    }
    input.dataPoint(point(labels, row.input()));
    output.dataPoint(point(labels, row.output()));
    cacheRead.dataPoint(point(labels, row.cached()));
    cacheWrite.dataPoint(point(labels, row.cacheWritten()));
    cost.dataPoint(point(labels, Money.of(row.picoDollars()).doubleValue()));
    unpriced.dataPoint(point(labels, row.unpriced()));
    estimated.dataPoint(point(labels, row.estimated()));
    long answered = Math.max(0, row.calls() - row.failed());
    calls.dataPoint(point(labels.add("status", "answered"), answered));
    calls.dataPoint(point(labels.add("status", "failed"), row.failed()));
  }

  private void add(Jvm jvm, Window window) {
    Labels labels =
        of(jvm, window.account())
            .add("target", MetricsPage.label(window.said().target()))
            .add("kind", MetricsPage.label(window.said().kind()));
    if (window.said().remaining() < 0 || !isNew(labels, 1)) {
      return;
    }
    remaining.dataPoint(level(labels, window.said().remaining()));
    if (window.said().limit() >= 0) {
      limit.dataPoint(level(labels, window.said().limit()));
    }
  }

  private static Labels of(Jvm jvm, String account) {
    return Labels.of(
        "pid",
        Long.toString(jvm.pid()),
        "main",
        MetricsPage.label(jvm.main()),
        "account",
        MetricsPage.label(account));
  }

  /** Two names that are cut to the same would make the page invalid. */
  private boolean isNew(Labels labels, int most) {
    if (series + most > MetricsPage.MOST_SERIES || !seen.add(labels)) {
      leftOut++;
      return false;
    }
    series += most;
    return true;
  }

  private static CounterDataPointSnapshot point(Labels labels, long value) {
    return point(labels, (double) value);
  }

  private static CounterDataPointSnapshot point(Labels labels, double value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static GaugeDataPointSnapshot level(Labels labels, long value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value((double) value).build();
  }
}
