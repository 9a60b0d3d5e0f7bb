package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rein.it.host.CrewHost;
import dev.rein.it.host.PlainHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rein works in run-time images that jlink has made small. */
class ImageIT {
  private static final String LIMITS_ONLY = "java.base,java.instrument";
  private static final String LEDGER = LIMITS_ONLY + ",jdk.unsupported,java.management,java.naming";

  /** By JDK and modules; to make one takes longer than all that is done in it. */
  private static final Map<String, Jdk> IMAGES = new HashMap<>();

  @TempDir static Path images;
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void limitsHoldInTheSmallestImage(Jdk jdk) throws IOException, InterruptedException {
    PlainRun run = new PlainRun(folder);
    try (HostJvm host = HostJvm.fork(line(image(jdk, LIMITS_ONLY), run))) {
      run.endsWithItsLimitHeld(host);
      assertThat(host.stderr().lines()).as(host.stderr()).hasSize(1);
      assertThat(host.stderr())
          .startsWith("rein: ")
          .contains("jdk.unsupported,java.management,java.naming", "limits still hold");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void ledgerIsKeptWithThreeModulesMore(Jdk jdk) throws IOException, InterruptedException {
    PlainRun run = new PlainRun(folder);
    try (HostJvm host = HostJvm.fork(line(image(jdk, LEDGER), run))) {
      run.endsWithItsLimitHeld(host);
      assertThat(host.stderr()).isEmpty();
      run.wasCountedAlone(host);
    }
  }

  /** What is measured for which a module is missing is an event, once; all else is measured. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatIsNotThereToMeasureWithIsToldOnce(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(image(jdk, LEDGER))
            .rein(workbench.ledgers())
            .start(CrewHost.class, folder.toString())
            .awaitReady()) {
      Await.that(
          "the host is measured",
          () -> ReinCli.view(workbench.ledgers()).of(host).hasUsed("host.memory", 1));
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
    List<String> notices =
        ReinCli.events(workbench.ledgers()).ofType("notice").stream()
            .map(event -> event.get("message").getAsString())
            .toList();
    assertThat(notices).filteredOn(line -> line.contains("jdk.management")).hasSize(1);
    assertThat(notices).filteredOn(line -> line.contains("jdk.jfr")).hasSize(1);
  }

  private List<String> line(Jdk image, PlainRun run) throws IOException {
    return HostCommand.on(image)
        .agent(run.arguments())
        .line(PlainHost.class.getName(), folder.toString());
  }

  private static Jdk image(Jdk jdk, String modules) throws IOException, InterruptedException {
    String key = jdk + " " + modules;
    Jdk made = IMAGES.get(key);
    if (made == null) {
      made = link(jdk, modules, images.resolve("image" + IMAGES.size()));
      IMAGES.put(key, made);
    }
    return made;
  }

  private static Jdk link(Jdk jdk, String modules, Path image)
      throws IOException, InterruptedException {
    Path jlink = jdk.home().resolve("bin/jlink");
    assumeThat(Files.isExecutable(jlink)).as("skipped, because there is no jlink").isTrue();
    try (HostJvm link =
        HostJvm.fork(
            List.of(
                jlink.toString(),
                "--add-modules",
                modules,
                "--strip-debug",
                "--output",
                image.toString()))) {
      int exitCode = link.awaitExit();
      String said = link.stdoutText() + link.stderr();
      assumeThat(said)
          .as("skipped, because the modules to link are not there")
          .doesNotContain("java.base not found");
      assertThat(exitCode).as(said).isZero();
    }
    return new Jdk(jdk.feature(), image);
  }
}
