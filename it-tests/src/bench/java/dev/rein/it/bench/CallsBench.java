package dev.rein.it.bench;

import java.io.IOException;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
      Map.of(
          "read", TRANSFER,
          "write", TRANSFER,
          "receive", TRANSFER,
          "send", TRANSFER,
          "openToRead", OPEN,
          "connect", OPEN);

  private CallsBench() {}

  static void calls(Bench bench) throws IOException, RunnerException {
    JmhRuns files = new JmhRuns(bench).run(FileCalls.class, Variant.PLAIN, Variant.REIN);
    JmhRuns others = new JmhRuns(bench).run(OtherCalls.class, Variant.PLAIN, Variant.REIN);
    String jdk = ", JDK " + Jvms.version(bench.jdk());
    print("Calls on files, processor time" + jdk, files, JmhRuns.Samples::cpuNanos);
    print("Other calls, time on the clock" + jdk, others, JmhRuns.Samples::nanos);
    print("Other calls, the caller's processor time" + jdk, others, JmhRuns.Samples::cpuNanos);
  }

  private static void print(String title, JmhRuns runs, ToDoubleFunction<JmhRuns.Samples> time) {
    Table table =
        new Table(
            title,
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
      double without = time.applyAsDouble(plain);
      double with = time.applyAsDouble(rein);
      table.row(
          "`" + method + "`",
          Numbers.nanos(without),
          Numbers.nanos(with),
          Numbers.nanos(with - without),
          Numbers.percent((with - without) / without),
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
            "Hooks alone, processor time, JDK " + Jvms.version(bench.jdk()),
            "hook",
            "no agent",
            "Rein",
            "Rein, limited",
            "more",
            "bytes",
            "budget: less than");
    for (String method : runs.methods()) {
      double plain = runs.of(method, Variant.PLAIN).cpuNanos();
      JmhRuns.Samples rein = runs.of(method, Variant.REIN);
      JmhRuns.Samples limited = runs.of(method, Variant.LIMITED);
      table.row(
          "`" + method + "`",
          Numbers.nanos(plain),
          Numbers.nanos(rein.cpuNanos()),
          Numbers.nanos(limited.cpuNanos()),
          Numbers.nanos(Math.max(rein.cpuNanos(), limited.cpuNanos()) - plain),
          Numbers.format("%.1f B", Math.max(rein.bytes(), limited.bytes())),
          HOOK_BUDGETS.getOrDefault(method, "–"));
    }
    table.print();
  }
}
