package dev.rein.agent.sample.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A JVM in cgroups of its own, where the test has the right to make some. */
final class RealCgroupTest {
  private static final long LIMIT = 192L << 20;

  @Test
  void aJvmInAContainerSeesTheContainersLimits() throws IOException, InterruptedException {
    try (RealCgroups groups = create()) {
      String[] words = run(groups).split(" ", 5);
      double cpuShare = Double.parseDouble(words[0]);
      assertThat(words[4]).isEqualTo("[]");
      // Two threads want four times what the quota allows.
      assertThat(cpuShare).isGreaterThan(0.6);
      assertThat(Double.parseDouble(words[1])).isEqualTo(0.5);
      assertThat(Long.parseLong(words[2])).isBetween(5L << 20, LIMIT);
      assertThat(Long.parseLong(words[3])).isEqualTo(LIMIT);
    }
  }

  private static RealCgroups create() throws IOException {
    try {
      return RealCgroups.create("rein-test-" + ProcessHandle.current().pid(), "50000", LIMIT);
    } catch (IOException e) {
      return abort("skipped, because no cgroups can be made here: " + e);
    }
  }

  private static String run(RealCgroups groups) throws IOException, InterruptedException {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx32m",
            "-cp",
            System.getProperty("java.class.path"),
            CgroupProgram.class.getName());
    Process process =
        new ProcessBuilder(groups.around(java))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      byte[] output = process.getInputStream().readAllBytes();
      return new String(output, StandardCharsets.UTF_8).strip();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
