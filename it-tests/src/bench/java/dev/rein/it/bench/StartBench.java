package dev.rein.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * What Rein adds to a start: JVMs without an agent, with one that does nothing, and with Rein take
 * turns, on every JDK there is. The clock runs in this process: from before the fork until the
 * first byte that {@code main} prints, and until the JVM has ended.
 */
final class StartBench {
  /** Nothing woven is there yet, so this start weaves. */
  private static final String FIRST_START = "Rein, first start";

  private final Bench bench;
  private final Path noOpAgent;

  private StartBench(Bench bench) throws IOException {
    this.bench = bench;
    this.noOpAgent = noOpAgent(bench.work().resolve("no-op-agent.jar"));
  }

  static void run(Bench bench) throws IOException, InterruptedException {
    Table table =
        new Table(
            "A hello program, medians of " + bench.starts() + " starts",
            "JDK",
            "agent",
            "until `main`",
            "more",
            "until the end",
            "more",
            "budget: less than");
    StartBench starts = new StartBench(bench);
    for (Map.Entry<String, String> jdk : Jvms.installed().entrySet()) {
      Bench.progress("StartBench on JDK " + jdk.getKey());
      starts.measure(jdk.getKey(), jdk.getValue(), table);
    }
    table.print();
  }

  private void measure(String version, String home, Table table)
      throws IOException, InterruptedException {
    Map<String, String> agents = new LinkedHashMap<>();
    agents.put("none", "");
    agents.put("no-op", "-javaagent:" + noOpAgent);
    String rein = Variant.REIN.jvmArguments(bench).get(0);
    agents.put("Rein", rein);
    agents.put("Rein, policy", Variant.LIMITED.jvmArguments(bench).get(0));
    agents.put(FIRST_START, rein.replace(bench.cache().toString(), bench.emptyCache().toString()));
    Map<String, List<Double>> untilMain = new LinkedHashMap<>();
    Map<String, List<Double>> untilEnd = new LinkedHashMap<>();
    bench.deleteLedgers();
    for (int i = 0; i <= bench.starts(); i++) {
      for (Map.Entry<String, String> agent : agents.entrySet()) {
        if (agent.getKey().equals(FIRST_START)) {
          Bench.delete(bench.emptyCache());
        }
        double[] millis = start(home, agent.getValue());
        // The first round only fills the page cache.
        if (i > 0) {
          untilMain.computeIfAbsent(agent.getKey(), any -> new ArrayList<>()).add(millis[0]);
          untilEnd.computeIfAbsent(agent.getKey(), any -> new ArrayList<>()).add(millis[1]);
        }
      }
    }
    double main = Numbers.median(untilMain.getOrDefault("none", List.of()));
    double end = Numbers.median(untilEnd.getOrDefault("none", List.of()));
    untilMain.forEach(
        (agent, times) -> {
          double itsMain = Numbers.median(times);
          double itsEnd = Numbers.median(untilEnd.getOrDefault(agent, List.of()));
          table.row(
              version,
              agent,
              Numbers.format("%.0f ms", itsMain),
              Numbers.format("%.0f ms", itsMain - main),
              Numbers.format("%.0f ms", itsEnd),
              Numbers.format("%.0f ms", itsEnd - end),
              agent.startsWith("Rein") && !agent.equals(FIRST_START)
                  ? "100 ms until `main`, 500 ms until the end"
                  : "–");
        });
    Bench.progress(bench.countLedgers() + " of " + 3 * (bench.starts() + 1) + " wrote a ledger");
  }

  /** Starts a hello program; milliseconds until its first line, and until its end. */
  static double[] start(String home, String agent) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Jvms.java(home));
    if (!agent.isEmpty()) {
      command.add(agent);
    }
    command.addAll(List.of("-cp", classes().toString(), Hello.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    long before = System.nanoTime();
    Process process = builder.start();
    long main;
    try (InputStream out = process.getInputStream()) {
      int first = out.read();
      main = System.nanoTime();
      if (first != 'h') {
        throw new IllegalStateException("the program did not run: " + command);
      }
      out.transferTo(OutputStream.nullOutputStream());
    }
    process.waitFor();
    long end = System.nanoTime();
    return new double[] {(main - before) / 1e6, (end - before) / 1e6};
  }

  /** Where this class lies; a short class path, unlike the benchmark's own. */
  static Path classes() {
    try {
      return Path.of(StartBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path noOpAgent(Path jar) throws IOException {
    String entry = NoOpAgent.class.getName().replace('.', '/') + ".class";
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", NoOpAgent.class.getName());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(classes().resolve(entry), out);
    }
    return jar;
  }
}
