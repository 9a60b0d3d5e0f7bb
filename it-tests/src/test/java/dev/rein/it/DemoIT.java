package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code rein demo} as a person runs it. */
@Timeout(150)
final class DemoIT {
  @Test
  void showsAnAgentBeingStoppedByItsLimit() throws Exception {
    Process demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("../agent/target/rein.jar").toRealPath().toString(),
                "demo")
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(demo.getInputStream().readAllBytes(), UTF_8);
      assertThat(demo.waitFor(5, TimeUnit.SECONDS)).as("ends").isTrue();

      assertThat(output)
          .contains("[lead] delegates tides,crabs,seaweed")
          .contains("[agent] FAILED: refused by Rein:")
          .containsPattern("models +\\d+ calls[^,]*, [\\d,]+ tokens in")
          .containsPattern("money +\\$0\\.0\\d+")
          .contains("Lead/SubAgent")
          .containsPattern(
              "llm\\.cost: \\$0\\.05 allowed, \\$0\\.0[34]\\d* used, [1-9]\\d* more refused")
          .contains(
              "./rein view --dir ",
              "./rein events --dir ",
              "./rein report --dir ",
              "./rein serve --dir ",
              "./rein attach PID");
      assertThat(demo.exitValue()).as(output).isZero();
    } finally {
      demo.descendants().forEach(ProcessHandle::destroyForcibly);
      demo.destroyForcibly();
    }
  }
}
