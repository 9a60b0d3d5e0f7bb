package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.config.SamplingMode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which limits cannot hold, by what is measured. */
final class UnmeasuredTest {
  private static final String LIMITS =
      """
      limits:
        files.read: {budget: 3, then: deny}
        gc.pause: {budget: 1s, then: deny}
        cpu.time: {budget: 1h, then: deny}
        disk.free: {below: 10%, then: deny}
        time.since_deliverable: {above: 1h, then: pause}
      agents:
        coder:
          limits:
            memory.allocated: {budget: 1GB, then: deny}
        "*":
          limits:
            memory.heap.live: {above: 1GB, then: throttle}
      """;

  @TempDir private Path folder;

  private Policy policy(String yaml) throws IOException, PolicyException {
    return PolicyParser.parse(Files.writeString(folder.resolve("rein.yaml"), yaml));
  }

  @Test
  void allHoldWhenAllIsMeasured() throws Exception {
    assertThat(Unmeasured.remark(policy(LIMITS), SamplingMode.FULL)).isNull();
    assertThat(Unmeasured.remark(policy(LIMITS), SamplingMode.CPU_TIME)).isNull();
  }

  @Test
  void withoutTheRecorderThoseOnWhatItAloneTellsDoNot() throws Exception {
    assertThat(Unmeasured.remark(policy(LIMITS), SamplingMode.COUNTERS))
        .isEqualTo(
            "with rein.sampling=counters nobody measures what these limits are about, so they do"
                + " not hold: gc.pause (rein.yaml:3), memory.heap.live (rein.yaml:13)");
  }

  @Test
  void whenNothingIsMeasuredThoseOnCallsHold() throws Exception {
    assertThat(Unmeasured.remark(policy(LIMITS), SamplingMode.OFF))
        .contains("gc.pause", "cpu.time (rein.yaml:4)", "memory.heap.live", "memory.allocated")
        .doesNotContain("files.read", "disk.free", "time.since_deliverable");
  }

  @Test
  void noVolumeIsLookedAtButByThoseWhoWrite() throws Exception {
    Policy pausing = policy("limits:\n  disk.free: {below: 10%, then: pause}\n");
    assertThat(Unmeasured.remark(pausing, SamplingMode.OFF)).contains("disk.free");
    assertThat(Unmeasured.remark(pausing, SamplingMode.COUNTERS)).isNull();
  }
}
