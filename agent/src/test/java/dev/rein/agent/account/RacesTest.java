package dev.rein.agent.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Runs jcstress on the races for a budget and a rate, for a short time. */
@Timeout(240)
class RacesTest {
  /** Its own files, and those of the JVMs that it forks. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void noRaceEndsInWhatMustNotBe() throws Exception {
    assumeTrue(
        Runtime.getRuntime().availableProcessors() >= 2, "threads race on two processors or more");
    Path output = folder.resolve("output");
    Process jcstress =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + folder,
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.openjdk.jcstress.Main",
                    "-m",
                    "quick",
                    "-sc",
                    "false",
                    "-iters",
                    "3",
                    "-time",
                    "200",
                    "-hs",
                    "64",
                    "-pth",
                    "false",
                    "-af",
                    "NONE",
                    "-jvmArgs",
                    "-Djava.io.tmpdir=" + folder,
                    "-r",
                    folder.resolve("report") + File.separator,
                    "-t",
                    "dev.rein.agent.account"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(jcstress.waitFor(200, TimeUnit.SECONDS)).as("it ends").isTrue();
    } finally {
      jcstress.destroyForcibly();
    }

    String said = Files.readString(output);
    assertThat(jcstress.exitValue()).as(said).isZero();
    assertThat(said)
        .contains("Failed tests: No matches", "Error tests: No matches")
        .contains("All remaining tests: 8 ");
  }
}
