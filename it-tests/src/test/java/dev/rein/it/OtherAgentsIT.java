package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.BreakingAgent;
import dev.rein.it.host.PlainHost;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rein works beside other agents, whichever comes first, and beside another Rein. */
class OtherAgentsIT {
  /** None of them shall look for the server it sends to. */
  private static final String[] ALONE = {
    "-Dotel.traces.exporter=none",
    "-Dotel.metrics.exporter=none",
    "-Dotel.logs.exporter=none",
    "-Ddd.writer.type=LoggingWriter",
    "-Ddd.instrumentation.telemetry.enabled=false",
    "-Ddd.remote_config.enabled=false",
    "-Ddd.trace.startup.logs=false",
    "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off",
    "-Delastic.apm.disable_send=true",
    "-Delastic.apm.log_level=OFF"
  };

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @ValueSource(strings = {"opentelemetry-javaagent", "dd-java-agent", "elastic-apm-agent"})
  void workBefore(String other) throws IOException, InterruptedException {
    works(Jdk.ofThisBuild(), "-javaagent:" + jar(other), "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"opentelemetry-javaagent", "dd-java-agent", "elastic-apm-agent"})
  void workAfter(String other) throws IOException, InterruptedException {
    Jdk newest = Jdk.all().stream().reduce((one, next) -> next).orElseThrow();
    works(newest, "", "-javaagent:" + jar(other));
  }

  private void works(Jdk jdk, String before, String after)
      throws IOException, InterruptedException {
    PlainRun run = new PlainRun(folder);
    List<String> line = new ArrayList<>();
    line.add(jdk.java());
    line.addAll(HostCommand.SHORT_LIVED);
    line.addAll(List.of(ALONE));
    line.add(before);
    line.add("-javaagent:" + HostCommand.REIN_JAR + "=" + run.arguments());
    line.add(after);
    line.removeIf(String::isEmpty);
    line.add("-cp");
    line.add(Path.of("target/test-classes").toAbsolutePath().toString());
    line.add(PlainHost.class.getName());
    line.add(folder.toString());
    try (ProgramServer server = ProgramServer.start()) {
      line.add(server.url());
      try (HostJvm host = HostJvm.fork(line)) {
        run.endsWithItsLimitHeld(host);
        assertThat(host.stderr().lines()).noneMatch(said -> said.startsWith("rein: "));
        run.wasCounted(host);
        assertThat(ReinCli.view(run.ledgers()).of(host).used("http.requests")).isPositive();
        ReinCli.Result coverage =
            ReinCli.run("view", "--coverage", "--json", "--dir", run.ledgers().toString());
        assertThat(coverage.stdout()).contains("\"missing\":0,");
      }
    }
  }

  private static Path jar(String name) throws IOException {
    Path agents = Path.of("target/other-agents").toAbsolutePath();
    try (Stream<Path> jars = Files.list(agents)) {
      return jars.filter(jar -> jar.getFileName().toString().startsWith(name))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Of a copy of the jar, as another version of Rein would be. */
  @ParameterizedTest
  @MethodSource("jdks")
  void ofTwoReinsTheFirstWorks(Jdk jdk) throws IOException, InterruptedException {
    Path copy = Files.copy(HostCommand.REIN_JAR, folder.resolve("another.jar"));
    PlainRun run = new PlainRun(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .agent(run.arguments())
            .jvmOptions("-javaagent:" + copy + "=dir=" + folder.resolve("elsewhere"))
            .start(PlainHost.class, folder.toString())) {
      run.endsWithItsLimitHeld(host);
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr()).startsWith("rein: already at work in this JVM");
      run.wasCountedAlone(host);
      assertThat(folder.resolve("elsewhere")).doesNotExist();
    }
  }

  /** The JVM keeps to itself what goes wrong in a transformer. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aClassThatCannotBeWovenIsNamed(Jdk jdk) throws IOException, InterruptedException {
    Path breaking = folder.resolve("breaking.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", BreakingAgent.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    try (OutputStream file = Files.newOutputStream(breaking);
        JarOutputStream jar = new JarOutputStream(file, manifest)) {
      jar.finish();
    }
    PlainRun run = new PlainRun(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-javaagent:" + breaking)
            .agent(run.arguments())
            .start(PlainHost.class, folder.toString())) {
      run.endsWithItsLimitHeld(host);
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr()).startsWith("rein: ").contains("missing: java.io.RandomAccessFile.");
      run.wasCountedAlone(host);
    }
  }
}
