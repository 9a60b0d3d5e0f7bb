package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo's agent without Rein: the measure of what Rein must not change. */
@Timeout(60)
final class DemoAgentIT {
  @TempDir private Path folder;

  @Test
  void worksThroughA429AndEndsByItself() throws Exception {
    try (DemoProcess server =
            DemoProcess.start(
                "model.ModelServer",
                "--latency-ms",
                "5",
                "--rate-limit-every",
                "15",
                "--turns",
                "30");
        DemoProcess agent =
            DemoProcess.start("agent.ResearchAgent", server.modelUrl(), folder.toString())) {
      List<String> output = agent.output();

      assertThat(agent.exitCode()).as("%s", output).isZero();
      assertThat(output)
          .allMatch(line -> line.startsWith("["))
          .anyMatch(line -> line.startsWith("[agent] plan: I read the sources"))
          .contains("[lead] reads sources.md", "[lead] delegates tides,crabs,seaweed")
          .contains("[crabs] writes notes-crabs.md", "[lead] runs `cat notes-*.md | wc -l`: 6")
          .last()
          .asString()
          .startsWith("[agent] answer: ");
      assertThat(folder.resolve("draft-1.md")).isNotEmptyFile();
    }
  }

  @Test
  void withoutAModelItFailsLikeAnyProgram() throws Exception {
    try (DemoProcess agent =
        DemoProcess.start("agent.ResearchAgent", "http://127.0.0.1:1/v1", folder.toString())) {
      assertThat(agent.output()).anyMatch(line -> line.startsWith("[agent] FAILED: "));
      assertThat(agent.exitCode()).isOne();
    }
  }
}
