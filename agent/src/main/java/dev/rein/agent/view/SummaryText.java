package dev.rein.agent.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was measured of an account, told in few lines rather than in a row for each resource. */
final class SummaryText {
  /** Bars: the last minute. */
  private static final int SPANS = 12;

  private static final long SECONDS = Trend.SPAN / 1000;

  /** What a full bar stands for at least, so that next to nothing looks like it. */
  private static final long LEAST_CPU = Trend.SPAN / 4;

  private static final long LEAST_BYTES = SECONDS << 23;

  private final LedgerState content;
  private final long now;
  private final Bars bars;
  private final Lines lines;
  private final long looked;
  private final long fullCpu;
  private final long fullBytes;
  private final ModelUse.All uses;

  /**
   * @param now in milliseconds since 1970 for a JVM that runs still; 0 for one that does not
   */
  SummaryText(LedgerState content, long now, Bars bars, Lines lines) {
    this.content = content;
    this.now = now;
    this.bars = bars;
    this.lines = lines;
    this.looked = LedgerTime.looked(content.lastLook(), now);
    this.fullCpu = most(Measured.CPU_TIME, LEAST_CPU);
    this.fullBytes = most(Measured.ALLOCATED, LEAST_BYTES);
    this.uses = ModelUse.all(content);
  }

  void print(AccountState account, String indent) {
    cpu(account, indent);
    memory(account, indent);
    children(account, indent);
    models(uses.of(account), indent);
    if (account.id().equals(LedgerState.JVM)) {
      heap(account, indent);
      host(account, indent);
      rein(account, indent);
    }
  }

  private void cpu(AccountState account, String indent) {
    long used = account.used(Measured.CPU_TIME);
    long share = account.used(Measured.CPU_SHARE);
    long[] spans = spans(account, Measured.CPU_TIME);
    if (used > 0 || share > 0) {
      String rate = share > 0 ? Amount.of(share, "percent") : cores(lastOf(spans));
      long estimated = account.used(Measured.CPU_TIME_ESTIMATED);
      figures(
          indent + "cpu",
          Amount.spent(used),
          rate,
          bars.of(spans, fullCpu),
          estimated > 0 ? "~" + Amount.spent(estimated) + " estimated" : "");
    }
  }

  /** Where the share of all processors is not told, for how many there are is not either. */
  private static String cores(long millis) {
    double cores = (double) millis / Trend.SPAN;
    return cores < 0.005 ? "" : String.format(Locale.ROOT, "%.2f cores", cores);
  }

  private void memory(AccountState account, String indent) {
    long used = account.used(Measured.ALLOCATED);
    if (used > 0) {
      long[] spans = spans(account, Measured.ALLOCATED);
      long rate = lastOf(spans) / SECONDS;
      long estimated = account.used(Measured.ALLOCATED_ESTIMATED);
      figures(
          indent + "memory",
          bytes(used),
          rate > 0 ? bytes(rate) + "/s" : "",
          bars.of(spans, fullBytes),
          estimated > 0 ? "~" + bytes(estimated) + " estimated" : "");
    }
  }

  private long[] spans(AccountState account, String resource) {
    ResourceState state = account.resources().get(resource);
    Trend trend = state == null ? null : state.trend();
    return trend == null ? new long[0] : trend.before(looked, SPANS);
  }

  /** Of the whole JVM: all bars are of one scale, so that those of accounts compare. */
  private long most(String resource, long least) {
    return content.accounts().stream()
        .filter(account -> account.parent() == null)
        .flatMapToLong(account -> Arrays.stream(spans(account, resource)))
        .reduce(least, Math::max);
  }

  private static long lastOf(long[] spans) {
    return spans.length == 0 ? 0 : spans[spans.length - 1];
  }

  private void children(AccountState account, String indent) {
    long live = account.used(Measured.PROCESSES_LIVE);
    long cpu = account.used(Measured.PROCESSES_CPU);
    long rss = account.used(Measured.PROCESSES_RSS);
    words(
        indent + "children",
        live > 0 ? live + " live" : "",
        cpu > 0 ? Amount.spent(cpu) + " cpu" : "",
        rss > 0 ? "rss " + bytes(rss) : "");
  }

  private void models(ModelUse use, String indent) {
    if (!use.models().isEmpty()) {
      words(indent + "models", ModelText.tokens(use));
      words(indent + "money", ModelText.money(use, now));
      words(indent + " ", ModelText.doubts(use));
    }
    words(indent + "tools", ModelText.tools(use));
  }

  private void heap(AccountState jvm, String indent) {
    long used = jvm.used(Measured.HEAP);
    long live = jvm.used(Measured.HEAP_LIVE);
    long rss = jvm.used(Measured.RSS);
    long pause = jvm.used(Measured.GC_PAUSE);
    words(
        indent + "heap",
        used > 0 ? bytes(used) : "",
        live > 0 ? bytes(live) + " live" : "",
        rss > 0 ? "rss " + bytes(rss) : "",
        pause > 0 ? "gc pauses " + Amount.spent(pause) + ofTheRun(pause) : "");
  }

  private String ofTheRun(long millis) {
    long length = content.time().length(now);
    return length > 0 ? " (" + percent(millis, length) + ")" : "";
  }

  private void host(AccountState jvm, String indent) {
    long cpu = jvm.used(Measured.HOST_CPU);
    long memory = jvm.used(Measured.HOST_MEMORY);
    long disk = jvm.used(Measured.DISK_FREE);
    words(
        indent + "host",
        cpu > 0 ? "cpu " + Amount.of(cpu, "percent") : "",
        memory > 0 ? "memory " + Amount.of(memory, "percent") : "",
        disk > 0 ? Amount.of(disk, "percent") + " of disk free" : "");
  }

  private void rein(AccountState jvm, String indent) {
    long cpu = jvm.used(Measured.REIN_CPU);
    long allocated = jvm.used(Measured.REIN_ALLOCATED);
    long lag = jvm.used(Measured.REIN_LAG);
    long length = content.time().length(now);
    words(
        indent + "rein",
        cpu > 0 && length > 0 ? percent(cpu, length) + " of a core" : "",
        allocated > 0 ? bytes(allocated) + " allocated" : "",
        lag > 0 ? Amount.time(lag) + " late" : "");
  }

  /** With a decimal, for what matters is far below one. */
  private static String percent(long part, long whole) {
    double percent = 100.0 * part / whole;
    return percent < 0.1 ? "<0.1%" : String.format(Locale.ROOT, "%.1f%%", percent);
  }

  private static String bytes(long bytes) {
    return Amount.of(bytes, "bytes");
  }

  private void figures(String label, String used, String rate, String trend, String rest) {
    lines.add(
        String.format(
            Locale.ROOT, "%s %10s %12s %-12s  %s", padded(label), used, rate, trend, rest));
  }

  private void words(String label, String... parts) {
    words(label, List.of(parts));
  }

  private void words(String label, List<String> parts) {
    List<String> told = new ArrayList<>(parts);
    told.removeIf(String::isEmpty);
    if (!told.isEmpty()) {
      lines.add(padded(label) + " " + String.join(", ", told));
    }
  }

  /** To where the figures begin, which is further right the deeper the account is. */
  private static String padded(String label) {
    int indent = label.length() - label.stripLeading().length();
    return label + " ".repeat(Math.max(0, indent + 8 - label.length()));
  }
}
