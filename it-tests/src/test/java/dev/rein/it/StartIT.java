package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import dev.rein.it.host.HelloHost;
import dev.rein.it.host.ManyClassesHost;
import dev.rein.it.host.ReadingAgent;
import dev.rein.it.host.SurroundingsHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Started with {@code -javaagent}, a program runs as it does without, and is accounted for. */
class StartIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void printsAndEndsAsWithout(Jdk jdk) throws IOException, InterruptedException {
    try (HostJvm without = HostCommand.on(jdk).start(HelloHost.class, "7");
        HostJvm with = HostCommand.on(jdk).rein(folder).start(HelloHost.class, "7")) {
      assertThat(without.awaitExit()).isEqualTo(7);
      assertThat(with.awaitExit()).isEqualTo(7);
      assertThat(with.stdout()).isEqualTo(without.stdout());
      assertThat(with.stderr()).isEmpty();
      Ledgers.Jvm jvm = ReinCli.view(folder).of(with);
      assertThat(jvm.counts()).isEmpty();
      assertThat(jvm.state()).isEqualTo("ended");
      assertThat(jvm.json().get("main").getAsString()).isEqualTo(HelloHost.class.getName());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void leavesTheSurroundingsAsTheyAre(Jdk jdk) throws IOException, InterruptedException {
    String[] mustNotBeSeen = {
      "net.bytebuddy.ByteBuddy",
      "net.openhft.chronicle.queue.ChronicleQueue",
      "picocli.CommandLine",
      "com.google.gson.Gson",
      "org.slf4j.LoggerFactory",
      "dev.rein.agent.AgentRuntime",
      "dev.rein.instrumentation.HookCatalog"
    };
    try (HostJvm without = HostCommand.on(jdk).start(SurroundingsHost.class, mustNotBeSeen);
        HostJvm with =
            HostCommand.on(jdk).rein(folder).start(SurroundingsHost.class, mustNotBeSeen)) {
      assertThat(without.awaitExit()).isZero();
      assertThat(with.awaitExit()).isZero();
      List<String> added = seen(with);
      added.removeAll(seen(without));
      assertThat(added).as("not there without Rein").isEmpty();
      List<String> missing = seen(without);
      missing.removeAll(seen(with));
      assertThat(missing).as("not there under Rein").isEmpty();
      assertThat(seen(with)).noneMatch(line -> line.endsWith(": true") && line.startsWith("finds"));
    }
  }

  /** The JVM itself notes the agents it was started with. */
  private static List<String> seen(HostJvm host) {
    List<String> lines = new ArrayList<>(host.stdoutText().lines().toList());
    lines.removeIf(line -> line.startsWith("property jdk.module.addmods.0=java.instrument"));
    return lines;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void writesNowhereElse(Jdk jdk) throws IOException, InterruptedException {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path temp = Files.createDirectory(folder.resolve("temp"));
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-Duser.home=" + home, "-Djava.io.tmpdir=" + temp)
            .rein(folder.resolve("ledgers"))
            .start(HelloHost.class)) {
      assertThat(host.awaitExit()).isZero();
      assertThat(home).isEmptyDirectory();
      assertThat(temp).isEmptyDirectory();
      assertThat(ReinCli.view(folder.resolve("ledgers")).jvms()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void doesNotChargeClassLoading(Jdk jdk) throws IOException, InterruptedException {
    assertThat(countsOfManyClasses(jdk)).isEqualTo("{}");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void doesNotChargeTheJdksOwnReading(Jdk jdk) throws IOException, InterruptedException {
    assertThat(countsOfManyClasses(jdk, "-Xshare:off")).isEqualTo("{}");
  }

  private String countsOfManyClasses(Jdk jdk, String... options)
      throws IOException, InterruptedException {
    List<Path> jars = new ArrayList<>();
    Path classes = ClassJar.manyClasses(folder.resolve("many"), 240);
    for (int i = 0; i < 4; i++) {
      Path jar = folder.resolve("lib" + i + ".jar");
      jars.add(ClassJar.pack(jar, classes, 60 * i, 60 * (i + 1)));
    }
    Path apart = ClassJar.pack(folder.resolve("apart.jar"), classes, 0, 10);
    Path ledgers = folder.resolve("ledgers");
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions(options)
            .classPath(jars)
            .rein(ledgers)
            .start(ManyClassesHost.class, "many.C", "240", "many/resource.txt", apart.toString())) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText()).isEqualTo("240 classes, 4 resources, 4 services\n");
      assertThat(host.stderr()).isEmpty();
      return ReinCli.view(ledgers).of(host).counts().toString();
    }
  }

  /** What another agent does before the host's main is none of the host's. */
  @ParameterizedTest
  @MethodSource("jdks")
  void doesNotChargeOtherAgents(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", ReadingAgent.class.getName());
    Path agent = folder.resolve("other-agent.jar");
    new JarOutputStream(Files.newOutputStream(agent), manifest).close();
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers())
            .jvmOptions("-javaagent:" + agent + "=" + workbench.folder().resolve("input.txt"))
            .start(HelloHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(ReinCli.view(workbench.ledgers()).of(host).counts()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void showsWhetherItRunsOrWasKilled(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy = workbench.policy("limits:\n  files.read: {budget: 100, warn: 80, then: deny}\n");
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      host.ask("run openToRead 12");
      Await.that(
          "12 files read",
          () -> ReinCli.view(workbench.ledgers()).of(host).hasUsed("files.read", 12));
      ReinCli.Result view =
          ReinCli.run(jdk, "view", "--once", "--json", "--dir", workbench.ledgers().toString());
      assertThat(view.stderr()).isEmpty();
      Contract.check(view.stdout(), host.pid());
      host.kill();
      assertThat(ReinCli.view(workbench.ledgers()).of(host).state()).isEqualTo("killed");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void onlyWatchesWhenAskedTo(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy =
        workbench.policy("mode: observe\nlimits:\n  files.read: {budget: 3, then: deny}\n");
    try (HostJvm host =
        HostCommand.on(jdk)
            .rein(workbench.ledgers(), policy)
            .start(ActionHost.class, workbench.toString(), "")
            .awaitReady()) {
      assertThat(host.ask("run openToRead 5")).containsOnly("ok");
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.used("files.read")).isEqualTo(5);
      assertThat(jvm.denied("files.read")).isZero();
      assertThat(ReinCli.events(workbench.ledgers()).all()).isNotEmpty();
    }
  }
}
