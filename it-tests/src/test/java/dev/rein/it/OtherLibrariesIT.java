package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A program that brings its own, older Byte Buddy and Chronicle Queue uses those, and they work as
 * they do without Rein, which uses newer ones in the same JVM. This Chronicle Queue does not run on
 * JDK 25; then it fails just as it does without.
 */
class OtherLibrariesIT {
  private static final String[] NEEDED_BY_CHRONICLE = {
    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
    "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/java.util=ALL-UNNAMED",
    "-Dchronicle.disk.monitor.disable=true"
  };

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void areTheProgramsOwn(Jdk jdk) throws IOException, InterruptedException {
    Path without = Files.createDirectories(folder.resolve("without"));
    Path with = Files.createDirectories(folder.resolve("with"));
    Path ledgers = folder.resolve("ledgers");
    List<Path> classPath = classPath();
    try (HostJvm alone = command(jdk, classPath).start("OldLibraries", without.toString());
        HostJvm underRein =
            command(jdk, classPath).rein(ledgers).start("OldLibraries", with.toString())) {
      int exitCode = alone.awaitExit();
      assertThat(underRein.awaitExit()).as(underRein.stderr()).isEqualTo(exitCode);
      assertThat(underRein.stdoutText()).isEqualTo(alone.stdoutText());
      assertThat(underRein.stdoutText()).contains("woven by the program", "byte-buddy-1.12.23.jar");
      if (jdk.feature() < 25) {
        assertThat(underRein.stdoutText()).contains("entry 2", "chronicle-queue-5.22.28.jar");
      }
      assertThat(ReinCli.view(ledgers).of(underRein).state()).isEqualTo("ended");
    }
  }

  private static HostCommand command(Jdk jdk, List<Path> classPath) {
    return HostCommand.on(jdk)
        .jvmOptions(NEEDED_BY_CHRONICLE)
        .jvmOptions("-Dnet.bytebuddy.experimental=true")
        .classPath(classPath);
  }

  private List<Path> classPath() throws IOException {
    try (Stream<Path> found = Files.list(Path.of("target/host-libs"))) {
      List<Path> jars = found.map(Path::toAbsolutePath).sorted().toList();
      Path source = Path.of("src/test/programs/OldLibraries.java");
      Path classes = ClassJar.compile(folder, jars, List.of(source));
      return Stream.concat(Stream.of(classes), jars.stream()).toList();
    }
  }
}
