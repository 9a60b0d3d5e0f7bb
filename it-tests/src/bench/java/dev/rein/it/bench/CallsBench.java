package dev.rein.it.bench;

import java.io.IOException;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** The tables about calls and about the hooks inside them. */
final class CallsBench {
  private static final String TRANSFER = "15 ns, 0 B";
  private static final String OPEN = "50 ns";
  private static final String DEAR = "1%";

  private static final Map<String, String> CALL_BUDGETS =
      Map.ofEntries(
          Map.entry("readOneByte", TRANSFER),
          Map.entry("readArray", TRANSFER),
          Map.entry("readRandomAccess", TRANSFER),
          Map.entry("readChannel", TRANSFER),
          Map.entry("writeOneByte", TRANSFER),
          Map.entry("writeArray", TRANSFER),
          Map.entry("openToRead", OPEN),
          Map.entry("openChannelToRead", OPEN),
          Map.entry("openToWrite", OPEN + " and one `exists`"),
          Map.entry("openChannelToWrite", OPEN + " and one `exists`"),
          Map.entry("startThread", DEAR),
          Map.entry("startProcess", DEAR),
          Map.entry("httpClient", DEAR),
          Map.entry("httpUrlConnection", DEAR));

  private static final Map<String, String> HOOK_BUDGETS =
      Map.of("read", TRANSFER, "write", TRANSFER, "openToRead", OPEN);

  private CallsBench() {}

  static void calls(Bench bench) throws IOException, RunnerException {
    JmhRuns runs =
        new JmhRuns(bench)
            .run(FileCalls.class, Variant.PLAIN, Variant.REIN)
            .run(OtherCalls.class, Variant.PLAIN, Variant.REIN);
    Table table =
        new Table(
            "Whole calls, JDK " + Jvms.version(bench.jdk()),
            "call",
            "without Rein",
            "with Rein",
            "more",
            "share",
            "bytes more",
            "budget: less than");
    for (String method : runs.methods()) {
      JmhRuns.Samples plain = runs.of(method, Variant.PLAIN);
      JmhRuns.Samples rein = runs.of(method, Variant.REIN);
      double more = rein.nanos() - plain.nanos();
      table.row(
          "`" + method + "`",
          Numbers.nanos(plain.nanos()),
          Numbers.nanos(rein.nanos()),
          Numbers.nanos(more),
          Numbers.percent(more / plain.nanos()),
          Numbers.format("%.0f B", rein.bytes() - plain.bytes()),
          CALL_BUDGETS.getOrDefault(method, "–"));
    }
    table.print();
  }

  static void hooks(Bench bench) throws IOException, RunnerException {
    JmhRuns runs =
        new JmhRuns(bench).run(HookPath.class, Variant.PLAIN, Variant.REIN, Variant.LIMITED);
    Table table =
        new Table(
            "Hooks alone, JDK " + Jvms.version(bench.jdk()),
            "hook",
            "no agent",
            "Rein",
            "Rein, limited",
            "more",
            "bytes",
            "budget: less than");
    for (String method : runs.methods()) {
      JmhRuns.Samples plain = runs.of(method, Variant.PLAIN);
      JmhRuns.Samples rein = runs.of(method, Variant.REIN);
      JmhRuns.Samples limited = runs.of(method, Variant.LIMITED);
      double worst = Math.max(rein.nanos(), limited.nanos());
      table.row(
          "`" + method + "`",
          Numbers.nanos(plain.nanos()),
          Numbers.nanos(rein.nanos()),
          Numbers.nanos(limited.nanos()),
          Numbers.nanos(worst - plain.nanos()),
          Numbers.format("%.1f B", Math.max(rein.bytes(), limited.bytes())),
          HOOK_BUDGETS.getOrDefault(method, "–"));
    }
    table.print();
  }
}
