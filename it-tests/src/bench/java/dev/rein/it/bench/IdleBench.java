package dev.rein.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What Rein takes of a host that does nothing: processor time and memory. */
final class IdleBench {
  private static final int HOSTS = 3;

  /** The start is over and the ledger's thread has slowed down to its idle pace. */
  private static final int SETTLE_SECONDS = 15;

  /** Of {@code /proc/PID/stat}; a hundredth of a second on every Linux there is. */
  private static final double TICKS_A_SECOND = 100;

  private IdleBench() {}

  static void run(Bench bench) throws IOException, InterruptedException {
    // The first start weaves, which its memory shows for long; few starts are the first.
    double[] unused = StartBench.start(bench.jdk(), Variant.REIN.jvmArguments(bench).get(0));
    Bench.progress("IdleBench, " + (SETTLE_SECONDS + bench.idleSeconds()) + " s");
    List<Process> plain = new ArrayList<>();
    List<Process> rein = new ArrayList<>();
    try {
      for (int i = 0; i < HOSTS; i++) {
        plain.add(start(bench, Variant.PLAIN));
        rein.add(start(bench, Variant.REIN));
      }
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      List<Double> plainBefore = ticks(plain);
      List<Double> reinBefore = ticks(rein);
      TimeUnit.SECONDS.sleep(bench.idleSeconds());
      double plainShare = share(plainBefore, ticks(plain), bench.idleSeconds());
      double reinShare = share(reinBefore, ticks(rein), bench.idleSeconds());
      print(bench, plainShare, reinShare, rss(plain), rss(rein));
    } finally {
      plain.forEach(Process::destroyForcibly);
      rein.forEach(Process::destroyForcibly);
    }
  }

  private static void print(
      Bench bench, double plainShare, double reinShare, double plainRss, double reinRss)
      throws IOException {
    Table table =
        new Table(
            "An idle host, " + bench.idleSeconds() + " s, JDK " + Jvms.version(bench.jdk()),
            "what",
            "without Rein",
            "with Rein",
            "more",
            "budget: less than");
    String share = "%.3f%%";
    table.row(
        "share of one core",
        Numbers.format(share, 100 * plainShare),
        Numbers.format(share, 100 * reinShare),
        Numbers.format(share, 100 * (reinShare - plainShare)),
        "0.3%");
    String rss = "%.1f MB";
    table.row(
        "RSS",
        Numbers.format(rss, plainRss),
        Numbers.format(rss, reinRss),
        Numbers.format(rss, reinRss - plainRss),
        "40 MB");
    table.print();
  }

  private static Process start(Bench bench, Variant variant) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Jvms.java(bench.jdk()));
    command.addAll(variant.jvmArguments(bench));
    command.addAll(List.of("-cp", StartBench.classes().toString(), IdleHost.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** The mean, since one host's ticks are few. */
  private static double share(List<Double> before, List<Double> after, int seconds) {
    double ticks = 0;
    for (int i = 0; i < before.size(); i++) {
      ticks += after.get(i) - before.get(i);
    }
    return ticks / before.size() / TICKS_A_SECOND / seconds;
  }

  private static List<Double> ticks(List<Process> hosts) throws IOException {
    List<Double> ticks = new ArrayList<>();
    for (Process host : hosts) {
      String stat = Files.readString(proc(host, "stat"));
      // The name in brackets may hold blanks; utime and stime are the 12th and 13th after it.
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
      ticks.add(Double.parseDouble(fields.get(11)) + Double.parseDouble(fields.get(12)));
    }
    return ticks;
  }

  private static double rss(List<Process> hosts) throws IOException {
    List<Double> megabytes = new ArrayList<>();
    for (Process host : hosts) {
      for (String line : Files.readAllLines(proc(host, "status"))) {
        if (line.startsWith("VmRSS:")) {
          megabytes.add(Double.parseDouble(line.replaceAll("\\D", "")) / 1024);
        }
      }
    }
    return Numbers.median(megabytes);
  }

  private static Path proc(Process host, String file) {
    return Path.of("/proc", Long.toString(host.pid()), file);
  }
}
